import Logging
import NIOCore
import NIOSSL

/// What a server puts between a socket and HTTP/2.
struct ServerTransport: Sendable {
  private let contexts: TLSContexts?
  private let handshakeTimeout: Duration

  /// Reads certificates, and checks that they fit what was asked for. Blocks.
  init(_ security: ServerSecurity, host: String, limits: RPCLimits, logger: Logger) throws(TLSError) {
    handshakeTimeout = limits.handshakeTimeout
    switch security {
    case .plaintext: contexts = nil
    case .plaintextOnLoopback:
      guard LoopbackHost.contains(host) else { throw .plaintextNotAllowed(host: host) }
      contexts = nil
    case .tls(let tls):
      if tls.clientCertificates != .none, tls.clientRoots == .system { throw .clientRootsMissing }
      let sources = TLSSources(keyPair: tls.keyPair, roots: tls.clientRoots)
      let contexts = TLSContexts(sources, reload: tls.reload, logger: logger) {
        TLSConfiguration.server(tls.clientCertificates)
      }
      _ = try contexts.current()
      self.contexts = contexts
    }
  }

  /// Adds TLS to a channel that is being accepted. The peer is known when HTTP/2 may be added.
  func secure(_ channel: any Channel) throws -> EventLoopFuture<Peer> {
    let address = Self.text(of: channel.remoteAddress)
    guard let contexts else { return channel.eventLoop.makeSucceededFuture(Peer(address: address)) }
    let tls = NIOSSLServerHandler(context: try contexts.current())
    let handshake = TLSHandshake(tls, isServer: true, limit: handshakeTimeout, loop: channel.eventLoop)
    try channel.pipeline.syncOperations.addHandlers([tls, handshake])
    return handshake.finished.map { Peer(address: address, security: .tls, identity: $0) }
  }

  /// Closes a channel whose peer is not known yet, at once: TLS itself would wait for the peer's goodbye.
  static func drop(_ channel: any Channel) {
    channel.eventLoop.execute {
      let tls = try? channel.pipeline.syncOperations.context(handlerType: NIOSSLServerHandler.self)
      if let tls { tls.close(promise: nil) } else { channel.close(promise: nil) }
    }
  }

  static func text(of address: SocketAddress?) -> String {
    guard let address, let host = address.ipAddress, let port = address.port else { return "unknown" }
    return host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
