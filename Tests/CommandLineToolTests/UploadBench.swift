import Logging
import Messages
import NIOPosix
import RPC
import Synchronization

@testable import CommandLineTool

/// A home on loopback that takes all events and keeps what it was sent.
final class UploadBench: Sendable {
  private let taken = Mutex<[[Wire.Event]]>([])

  /// The events of each message, in their order.
  var messages: [[Wire.Event]] { taken.withLock { $0 } }

  /// All events, in their order.
  var events: [Wire.Event] { messages.flatMap(\.self) }

  /// Runs a body with a client of a new bench.
  static func run(_ body: (UploadBench, Wire.HomeClient) async throws -> Void) async throws {
    let bench = UploadBench()
    let group = MultiThreadedEventLoopGroup.singleton
    var router = RPCRouter()
    router.clientStreaming("/bandstand.v1.Home/RecordEvents") {
      (requests: RequestStream<Wire.RecordEventsRequest>, _) in
      var report = Wire.RecordEventsResponse()
      for try await request in requests {
        bench.taken.withLock { $0.append(request.events) }
        report.accepted += UInt64(request.events.count)
      }
      return report
    }
    let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
    let server = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: logger)
    let client = RPCClient(host: "127.0.0.1", port: try await server.start(), group: group, logger: logger)
    let result: Result<Void, any Error>
    do { result = .success(try await body(bench, Wire.HomeClient(client))) } catch { result = .failure(error) }
    await client.close()
    await server.shutdownGracefully(within: .zero)
    try result.get()
  }
}
