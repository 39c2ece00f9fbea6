import ArgumentParser
import Glibc
import Interoperability
import Logging
import NIOPosix
import RPC

/// Runs the server until the process is told to end.
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server", abstract: "Serves grpc.testing.TestService until it is stopped.",
    discussion: "Prints its address when it can be called.")

  @Option(name: .customLong("port"), help: "The port to listen on; 0 for any that is free.")
  var port = 10_000

  @Option(name: .customLong("host"), help: "The address to listen on; 0.0.0.0 for every one of the machine.")
  var host = "127.0.0.1"

  @Option(name: .customLong("use_tls"), help: "Whether connections are encrypted: true or false.")
  var usesTLS = false

  @Option(name: .customLong("tls_cert_file"), help: "The server's certificates in PEM form. Needed for TLS.")
  var certificateFile: String?

  @Option(name: .customLong("tls_key_file"), help: "The key of the first of them in PEM form. Needed for TLS.")
  var keyFile: String?

  func run() async throws {
    let server = RPCServer(
      router: TestService().router, host: host, port: port, options: TestService.options(try security()),
      group: MultiThreadedEventLoopGroup.singleton, logger: Logger(label: "interop"))
    print("listening on \(host):\(try await server.start())")
    fflush(nil)
    while true { try await Task.sleep(for: .seconds(86_400)) }
  }

  private func security() throws -> ServerSecurity {
    guard usesTLS else { return .plaintext }
    guard let certificateFile, let keyFile else {
      throw ValidationError("--use_tls=true needs --tls_cert_file and --tls_key_file")
    }
    return .tls(ServerTLS(TLSKeyPair(certificates: .file(certificateFile), privateKey: .file(keyFile))))
  }
}
