import Dispatch
import Glibc
import Logging
import Messages
import NIOCore
import NIOPosix
import RPC

/// Our server of the benchmark, with everything on that a service has on. SIGTERM drains it and ends the process.
///
///     rpc-echo PORT LOOPS [CERTIFICATE KEY]
@main
struct EchoMain {
  static func main() {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 || arguments.count == 5, let port = Int(arguments[1]), let loops = Int(arguments[2])
    else {
      print("usage: rpc-echo PORT LOOPS [CERTIFICATE KEY]")
      return
    }
    Termination.holdBack()
    var options = RPCServerOptions()
    if arguments.count == 5 {
      let pair = TLSKeyPair(certificates: .file(arguments[3]), privateKey: .file(arguments[4]))
      options.security = .tls(ServerTLS(pair))
    }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: loops)
    let server = RPCServer(
      router: router(), host: "127.0.0.1", port: port, options: options, group: group,
      logger: Logger(label: "rpc-echo"))
    Task.detached {
      print("listening on 127.0.0.1:\(try await server.start())")
      fflush(nil)
    }
    // Not an asynchronous main: that ends the first thread, which valgrind does not survive.
    Termination.wait()
    drain(server, group)
  }

  private static func drain(_ server: RPCServer, _ group: MultiThreadedEventLoopGroup) {
    let drained = DispatchSemaphore(value: 0)
    Task.detached {
      await server.shutdownGracefully(within: .seconds(1))
      try? await group.shutdownGracefully()
      drained.signal()
    }
    drained.wait()
  }

  private static func router() -> RPCRouter {
    var router = RPCRouter()
    // As services answer: generated serving protocols have asynchronous handlers, each call's in a task.
    router.unary("/bench.Echo/Unary") { (card: Wire.Card, _) async in card }
    router.unary("/bench.Echo/UnaryAtOnce") { (card: Wire.Card, _) in card }
    router.bidirectional("/bench.Echo/Stream") {
      (requests: RequestStream<Wire.GenerateRequest>, _, writer: ResponseWriter<Wire.GenerateRequest>) in
      for try await request in requests { try await writer.write(request) }
    }
    router.serverStreaming("/bench.Echo/Flood") {
      (_: Wire.Card, _, writer: ResponseWriter<Wire.GenerateRequest>) in
      let message = Wire.GenerateRequest(profile: [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 10))
      while true { try await writer.write(message) }
    }
    return router
  }
}
