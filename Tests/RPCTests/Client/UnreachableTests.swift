import NIOCore
import NIOPosix
import Testing

@testable import RPC

@Suite("Servers that cannot be reached")
struct UnreachableTests {
  /// Runs `body` with the address of a listener that takes connections and never says anything.
  private func withBlackhole(_ body: (ServerAddress) async throws -> Void) async throws {
    let listener = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .bind(host: "127.0.0.1", port: 0).get()
    let result: Result<Void, any Error>
    do {
      result = .success(try await body(.internet(host: "127.0.0.1", port: listener.localAddress?.port ?? 0)))
    } catch {
      result = .failure(error)
    }
    try await listener.close()
    try result.get()
  }

  private let refusing = ServerAddress.internet(host: "127.0.0.1", port: 1)

  @Test("A listener that never says anything is never taken for ready")
  func blackhole() async throws {
    try await withBlackhole { blackhole in
      try await withClient(of: [blackhole]) {
        $0.limits.handshakeTimeout = .milliseconds(20)
      } _: { client in
        let status = await status { _ = try await client.replica() }
        #expect(status?.code == .unavailable)
        #expect(status?.message.hasPrefix("cannot connect to \(blackhole): ") == true)
      }
    }
  }

  @Test("Calls go to the one replica that answers, whatever the others do", arguments: Balancing.allCases)
  func oneOfThree(_ balancing: Balancing) async throws {
    let replica = try await Replica.started("good")
    try await withBlackhole { blackhole in
      try await withClient(of: [blackhole, refusing, replica.address]) {
        $0.balancing = balancing
      } _: { client in
        for _ in 0..<50 {
          let name = try await client.replica()
          #expect(name == "good")
        }
      }
    }
    await replica.kill()
  }

  @Test("When none is ready the status says how many there are and what was wrong with the last")
  func noneReady() async throws {
    try await withClient(of: [refusing, .internet(host: "127.0.0.2", port: 1)]) { client in
      let status = await status { _ = try await client.replica() }
      #expect(status?.code == .unavailable)
      let message = status?.message ?? ""
      #expect(
        message.hasPrefix("none of 2 servers of ipv4:127.0.0.1:1,127.0.0.2:1 is ready; last: cannot connect to 127"))
      #expect(message.hasSuffix("nothing listens there"))
    }
  }

  @Test("A call that waits for a server until its deadline says which servers it waited for")
  func waitedInVain() async throws {
    try await withClient(of: [refusing]) { client in
      let options = CallOptions(timeout: .milliseconds(100), waitsForReady: true)
      let status = await status { _ = try await client.replica(options: options) }
      #expect(status?.code == .deadlineExceeded)
      #expect(status?.message.contains("before a server of 127.0.0.1:1 was ready") == true)
    }
  }

  @Test("A deadline that passes says which server had not answered")
  func silent() async throws {
    let replica = try await Replica.started("silent")
    try await withClient(of: [replica.address]) { client in
      _ = try await client.replica()
      let status = await status {
        _ = try await client.replica("Hang", options: CallOptions(timeout: .milliseconds(50)))
      }
      // The server's own timer may be the first one on a busy machine.
      let ours = RPCStatus(.deadlineExceeded, "the deadline passed before \(replica.address) had answered")
      #expect(status == ours || status == .deadlinePassed)
    }
    await replica.kill()
  }

  @Test("A replica that swallows its calls is left out, and when all do, all are used")
  func swallowing() async throws {
    let good = try await Replica.started("good")
    var router = RPCRouter()
    router.unary("/test.Replica/Name") { (_: Bytes, _) -> Bytes in
      await Probe().waitForCancellation()
      throw CancellationError()
    }
    let server = RPCServer(
      router: router, host: "127.0.0.1", port: 0, group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
    let port = try await server.start()
    var detection = OutlierDetectionOptions.fewReplicas
    detection.interval = .milliseconds(20)
    detection.baseEjectionTime = .seconds(3600)
    detection.maximumEjectionTime = .seconds(3600)
    detection.failurePercentage?.requestsMinimum = 1
    try await withClient(of: [good.address, .internet(host: "127.0.0.1", port: port)]) {
      $0.balancing = .roundRobin
      $0.outlierDetection = detection
    } _: { client in
      var inARow = 0
      while inARow < 100 {
        let status = await status { _ = try await client.replica(options: CallOptions(timeout: .milliseconds(200))) }
        inARow = status == nil ? inARow + 1 : 0
      }
      // The good one goes: the one that was left out is better than none.
      await good.stop()
      let status = await status { _ = try await client.replica(options: CallOptions(timeout: .milliseconds(50))) }
      #expect(status?.code == .deadlineExceeded)
    }
    await server.shutdownGracefully(within: .zero)
  }
}
