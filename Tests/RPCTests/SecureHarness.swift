import Logging
import NIOPosix
import RPC
import Support

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

extension TLSKeyPair {
  init(_ issued: IssuedCertificate) {
    self.init(certificates: .file(issued.certificate), privateKey: .file(issued.privateKey))
  }
}

/// Runs `body` with the port of an echo server of that security, which is stopped afterwards.
func withSecureServer(
  _ security: ServerSecurity, limits: RPCLimits = .standard, authorization: Authorization? = nil,
  logger: Logger = .silent, service: EchoService = EchoService(), _ body: (Int) async throws -> Void
) async throws {
  var options = RPCServerOptions()
  options.limits = limits
  options.limits.handshakeTimeout = patience
  options.security = security
  options.authorization = authorization
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
