import Logging
import NIOCore
import NIOSSL

/// What a client puts between a socket and HTTP/2.
struct ClientTransport: Sendable {
  private let security: ClientSecurity
  private let contexts: TLSContexts?
  private let handshakeTimeout: Duration

  /// Reads certificates. Blocks. What is wrong with them fails the connections.
  init(_ security: ClientSecurity, limits: RPCLimits, logger: Logger) {
    self.security = security
    handshakeTimeout = limits.handshakeTimeout
    guard case .tls(let tls) = security else {
      contexts = nil
      return
    }
    let sources = TLSSources(keyPair: tls.keyPair, roots: tls.roots, systemBundles: tls.systemBundles)
    contexts = TLSContexts(sources, reload: tls.reload, logger: logger) {
      TLSConfiguration.client(verifiesServer: tls.verifiesServer)
    }
  }

  /// The scheme of requests (RFC 9113, section 8.3.1).
  var isSecure: Bool { contexts != nil }

  /// Adds TLS to a channel that is being connected. HTTP/2 may be added when the future succeeds.
  ///
  /// - Parameters:
  ///   - host: The host as the caller named it, before it was resolved.
  ///   - address: The numeric address that is connected to.
  func secure(_ channel: any Channel, to host: String, at address: String) throws -> EventLoopFuture<Void> {
    guard case .tls(let options) = security, let contexts else {
      if case .plaintextOnLoopback = security, !LoopbackHost.contains(address) {
        throw TLSError.plaintextNotAllowed(host: host)
      }
      return channel.eventLoop.makeSucceededVoidFuture()
    }
    let name = options.serverName ?? host
    // Addresses are not sent to the server (RFC 6066, section 3), and compared with that of the connection.
    let isAddress = (try? SocketAddress(ipAddress: name, port: 0)) != nil
    let tls = try NIOSSLClientHandler(context: try contexts.current(), serverHostname: isAddress ? nil : name)
    let handshake = TLSHandshake(tls, isServer: false, limit: handshakeTimeout, loop: channel.eventLoop)
    try channel.pipeline.syncOperations.addHandlers([tls, handshake])
    return handshake.finished.map { _ in }
  }

  /// When a channel that is connected, and was given to `secure` before, may be used.
  func secured(_ channel: any Channel) -> EventLoopFuture<Void> {
    let handshake = try? channel.pipeline.syncOperations.handler(type: TLSHandshake.self)
    return handshake?.finished.map { _ in } ?? channel.eventLoop.makeSucceededVoidFuture()
  }
}
