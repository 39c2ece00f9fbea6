import NIOCore
import NIOPosix
import NIOSSL
import Support

/// A server that speaks TLS, and nothing that a gRPC client could use.
enum ForeignTLSServer {
  /// Runs `body` with its port.
  static func run(_ certificate: IssuedCertificate, _ body: (Int) async throws -> Void) async throws {
    let context = try NIOSSLContext(
      configuration: .makeServerConfiguration(
        certificateChain: try NIOSSLCertificate.fromPEMFile(certificate.certificate).map { .certificate($0) },
        privateKey: .privateKey(try NIOSSLPrivateKey(file: certificate.privateKey, format: .pem))))
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .childChannelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try channel.pipeline.syncOperations.addHandler(NIOSSLServerHandler(context: context))
        }
      }
      .bind(host: "127.0.0.1", port: 0).get()
    let result: Result<Void, any Error>
    do { result = .success(try await body(listener.localAddress?.port ?? 0)) } catch { result = .failure(error) }
    try await listener.close()
    try result.get()
  }
}
