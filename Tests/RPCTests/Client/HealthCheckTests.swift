import RPC
import Synchronization
import Testing

@testable import struct RPC.HealthWatchRequest
@testable import struct RPC.HealthWatchResponse

@Suite("Health of servers")
struct HealthCheckTests {
  /// A health service whose word tests change.
  private final class Health: Sendable {
    private let state: Mutex<(status: UInt8, writers: [AsyncStream<UInt8>.Continuation])>
    let asked = Mutex<[[UInt8]]>([])

    init(_ status: UInt8) { state = Mutex((status, [])) }

    func change(to status: UInt8) {
      state.withLock { state in
        state.status = status
        for writer in state.writers { writer.yield(status) }
      }
    }

    func register(in router: inout RPCRouter) {
      router.serverStreaming("/grpc.health.v1.Health/Watch") { (request: Bytes, _, writer: ResponseWriter<Bytes>) in
        self.asked.withLock { $0.append(request.bytes) }
        let (stream, continuation) = AsyncStream<UInt8>.makeStream()
        self.state.withLock { state in
          continuation.yield(state.status)
          state.writers.append(continuation)
        }
        for await status in stream { try await writer.write(Bytes([0x08, status])) }
      }
    }
  }

  private let serving: UInt8 = 1
  private let notServing: UInt8 = 2

  @Test("Calls go only to servers that say they serve, and follow what they say")
  func following() async throws {
    let (firstHealth, secondHealth) = (Health(serving), Health(notServing))
    let first = try await Replica.started("first") { firstHealth.register(in: &$0) }
    let second = try await Replica.started("second") { secondHealth.register(in: &$0) }
    try await withClient(of: [first.address, second.address]) {
      $0.healthCheck = HealthCheckOptions(service: "shelf")
    } _: { client in
      for _ in 0..<50 {
        let name = try await client.replica()
        #expect(name == "first")
      }
      secondHealth.change(to: serving)
      try await client.reach("second")
      firstHealth.change(to: notServing)
      secondHealth.change(to: notServing)
      var last: RPCStatus?
      while last == nil { last = await status { _ = try await client.replica() } }
      #expect(last?.code == .unavailable)
      #expect(last?.message.contains("notServing") == true || last?.message.contains("none of 2") == true)
      async let waited = client.replica(options: CallOptions(waitsForReady: true))
      firstHealth.change(to: serving)
      let name = try await waited
      #expect(name == "first")
    }
    #expect(firstHealth.asked.withLock { $0 } == [[0x0a, 5] + Array("shelf".utf8)])
    await first.kill()
    await second.kill()
  }

  @Test("A server without the health service counts as healthy")
  func unimplemented() async throws {
    let replica = try await Replica.started("plain")
    try await withClient(of: [replica.address]) {
      $0.healthCheck = HealthCheckOptions()
    } _: { client in
      let name = try await client.replica()
      #expect(name == "plain")
    }
    await replica.kill()
  }

  @Test("The two messages are what protobuf makes of them, and broken ones are refused")
  func messages() throws {
    var bytes: [UInt8] = []
    HealthWatchRequest(service: "").appendEncoded(to: &bytes)
    #expect(bytes == [])
    HealthWatchRequest(service: String(repeating: "x", count: 200)).appendEncoded(to: &bytes)
    #expect(bytes.prefix(3) == [0x0a, 0xc8, 0x01] && bytes.count == 203)
    #expect(try HealthWatchResponse(decoding: [UInt8]().span).status == .unknown)
    #expect(try HealthWatchResponse(decoding: [0x08, 0x01].span).status == .serving)
    #expect(try HealthWatchResponse(decoding: [0x08, 0x63].span).status == .unknown)
    #expect(try HealthWatchResponse(decoding: [0x12, 0x01, 0x08, 0x08, 0x01].span).status == .serving)
    for broken in [
      [0x08], [0x08, 0x80], [0x12, 0x05, 0x01], [0x0d, 0, 0, 0, 0], [UInt8](repeating: 0xff, count: 12),
    ] {
      #expect(throws: RPCStatus.self) { try HealthWatchResponse(decoding: (broken as [UInt8]).span) }
    }
  }
}
