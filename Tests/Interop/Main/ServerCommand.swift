import ArgumentParser
import Interoperability
import Logging
import NIOPosix
import RPC

/// Runs the server until the process is told to end.
struct ServerCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "server", abstract: "Serves grpc.testing.TestService until it is stopped.",
    discussion: "Prints the port when it can be called.")

  @Option(name: .customLong("port"), help: "The port to listen on; 0 for any that is free.")
  var port = 10_000

  @Option(name: .customLong("host"), help: "The address to listen on; 0.0.0.0 for every one of the machine.")
  var host = "127.0.0.1"

  func run() async throws {
    let server = RPCServer(
      router: TestService().router, host: host, port: port, options: TestService.serverOptions,
      group: MultiThreadedEventLoopGroup.singleton,
      logger: Logger(label: "interop"))
    print("listening on \(host):\(try await server.start())")
    while true { try await Task.sleep(for: .seconds(86_400)) }
  }
}
