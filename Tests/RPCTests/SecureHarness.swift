import Logging
import NIOCore
import NIOEmbedded
import NIOPosix
import Support
import Testing

@testable import RPC

/// Certificates, and the options that use them.
struct SecureHarness: Sendable {
  let authority: TestAuthority
  let server: IssuedCertificate
  let client: IssuedCertificate

  init() async throws {
    authority = try await TestAuthority()
    server = try await authority.issue("server")
    client = try await authority.issue("client", subject: "/CN=tester", names: "URI:spiffe://test/client")
  }

  /// A server's security.
  func serverTLS(_ clientCertificates: ClientCertificates = .none) -> ServerTLS {
    var tls = ServerTLS(TLSKeyPair(server))
    tls.clientCertificates = clientCertificates
    tls.clientRoots = .pem(.file(authority.root))
    return tls
  }

  /// A client's security; it shows its certificate, or none.
  func clientTLS(showing certificate: IssuedCertificate? = nil) -> ClientTLS {
    var tls = ClientTLS(roots: .pem(.file(authority.root)))
    tls.keyPair = certificate.map { TLSKeyPair($0) }
    return tls
  }
}

extension SecureHarness {
  /// The first bytes of a client.
  func clientHello() throws -> [UInt8] {
    let client = ClientTransport(.tls(clientTLS()), limits: .standard, logger: .silent)
    let channel = EmbeddedChannel()
    let secured = try client.secure(channel, to: "localhost", at: "127.0.0.1")
    secured.whenComplete { _ in }
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    let bytes = try #require(try channel.readOutbound(as: ByteBuffer.self)).readableBytesView
    _ = try? channel.finish(acceptAlreadyClosed: true)
    return Array(bytes)
  }
}

extension TLSKeyPair {
  init(_ issued: IssuedCertificate) {
    self.init(certificates: .file(issued.certificate), privateKey: .file(issued.privateKey))
  }
}

/// Runs `body` with the port of an echo server of that security, which is stopped afterwards.
///
/// - Parameter isHasty: Whether handshakes have the time of `limits`, and not a slow machine's.
func withSecureServer(
  _ security: ServerSecurity, limits: RPCLimits = .standard, authorization: Authorization? = nil,
  logger: Logger = .silent, service: EchoService = EchoService(), isHasty: Bool = false,
  _ body: (Int) async throws -> Void
) async throws {
  var options = RPCServerOptions()
  options.limits = limits
  if !isHasty { options.limits.handshakeTimeout = patience }
  options.security = security
  options.authorization = authorization.map(AuthorizationRules.init)
  let server = RPCServer(
    router: service.router(), host: "127.0.0.1", port: 0, options: options,
    group: MultiThreadedEventLoopGroup.singleton, logger: logger)
  let port = try await server.start()
  let result: Result<Void, any Error>
  do { result = .success(try await body(port)) } catch { result = .failure(error) }
  await server.shutdownGracefully(within: .zero)
  try result.get()
}

/// Runs `body` with a client of that security, which is closed afterwards.
func withSecureClient<Value>(
  _ security: ClientSecurity, host: String = "127.0.0.1", port: Int, logger: Logger = .silent,
  _ body: (RPCClient) async throws -> Value
) async throws -> Value {
  var options = RPCClientOptions()
  options.security = security
  options.limits.handshakeTimeout = patience
  options.connectTimeout = patience
  options.backoff.initial = .milliseconds(5)
  options.backoff.maximum = .milliseconds(20)
  let client = RPCClient(
    host: host, port: port, options: options, group: MultiThreadedEventLoopGroup.singleton, logger: logger)
  let result: Result<Value, any Error>
  do { result = .success(try await body(client)) } catch { result = .failure(error) }
  await client.close()
  return try result.get()
}
