import Features
import Hosting
import Messages
import NIOPosix
import RPC
import Storage
import Synchronization
import Testing

@testable import TrainingService

@Suite("Runs, one at a time")
struct RunDeskTests {
  /// A desk whose runs wait for the test's word.
  private struct Bench {
    let database: any Database
    let desk: RunDesk
    let health: HealthRegistry
    let began: AsyncStream<UInt64>
    let go: AsyncStream<Void>.Continuation

    static func run(_ body: (Bench) async throws -> Void) async throws {
      let database = try await StoreAddress("memory:").openDatabase()
      let health = HealthRegistry(serviceNames: [])
      let (began, begin) = AsyncStream.makeStream(of: UInt64.self)
      let (goes, go) = AsyncStream.makeStream(of: Void.self)
      let desk = try await RunDesk.made(over: database, health: health) { order in
        begin.yield(order.reporter.run)
        try await order.reporter.report(.extract, .passed)
        for await _ in goes { return }
        try Task.checkCancellation()
      }
      let result = await withTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try? await desk.run() }
        let bench = Bench(database: database, desk: desk, health: health, began: began, go: go)
        let result: Result<Void, any Error>
        do { result = .success(try await body(bench)) } catch { result = .failure(error) }
        health.drain()
        await tasks.waitForAll()
        return result
      }
      try result.get()
    }

    func began(_ run: UInt64) async {
      for await number in began where number == run { return }
    }
  }

  @Test("A second run is refused while one is going, and taken after it") func oneAtATime() async throws {
    try await Bench.run { bench in
      let (run, steps) = try await bench.desk.start([], at: MadeLog.end)
      await bench.began(run)
      await #expect(throws: TrainingError.anotherRunIsGoing) { try await bench.desk.start([], at: MadeLog.end) }
      bench.go.yield()
      var stages: [RunStage] = []
      for await step in steps { stages.append(step.stage) }
      #expect(stages == [.extract])
      #expect(try await bench.database.run(run)?.state == .done)
      let (second, _) = try await bench.desk.start([], at: MadeLog.end)
      #expect(second == run + 1)
      await bench.began(second)
    }
  }

  @Test("A run goes on when the one who ordered it leaves") func leaving() async throws {
    try await Bench.run { bench in
      var order: (run: UInt64, steps: AsyncStream<RunStep>)? = try await bench.desk.start([], at: MadeLog.end)
      let run = try #require(order?.run)
      await bench.began(run)
      order = nil
      bench.go.yield()
      while try await bench.database.run(run)?.state == .going { await Task.yield() }
      #expect(try await bench.database.run(run)?.state == .done)
    }
  }

  @Test("A process that drains cancels its run and records it as failed") func draining() async throws {
    try await Bench.run { bench in
      let (run, steps) = try await bench.desk.start([], at: MadeLog.end)
      await bench.began(run)
      bench.health.drain()
      for await _ in steps {}
      #expect(try await bench.database.run(run)?.state == .failed)
    }
  }

  @Test("A run never works on the event loop of the call that ordered it") func offLoop() async throws {
    let database = try await StoreAddress("memory:").openDatabase()
    let health = HealthRegistry(serviceNames: [])
    let (loops, loop) = AsyncStream.makeStream(of: Bool.self)
    let desk = try await RunDesk.made(over: database, health: health) { order in
      for _ in 0..<20 {
        loop.yield(MultiThreadedEventLoopGroup.currentEventLoop != nil)
        try await order.reporter.report(.extract, .going)
      }
      loop.finish()
    }
    var router = RPCRouter()
    router.unary("/test/Start") { (_: Wire.ListRunsRequest, _) in
      _ = try await desk.start([], at: MadeLog.end)
      return Wire.ListRunsResponse()
    }
    let group = MultiThreadedEventLoopGroup.singleton
    let server = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: .silent)
    let client = RPCClient(host: "127.0.0.1", port: try await server.start(), group: group, logger: .silent)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask { try await desk.run() }
      let _: Wire.ListRunsResponse = try await client.unary("/test/Start", Wire.ListRunsRequest())
      for await isOnLoop in loops { #expect(!isOnLoop) }
      health.drain()
      try await tasks.waitForAll()
    }
    await client.close()
    await server.shutdownGracefully(within: .zero)
  }

  @Test("What a crash left going is failed at the next start, and the registry is as it was") func crash() async throws
  {
    let stores = try await TrainingBench.stores()
    let run = try await stores.database.startRun(of: [], at: MadeLog.start)
    try await TrainingBench.run(stores: stores) { bench in
      try await MadeLog(pages: 20).write(to: bench.stores.objects)
      #expect(try await bench.stores.database.registryChanges() == 0)
      let steps = try await bench.train(["popularity"])
      #expect(steps.last?.run == run + 1)
      let runs = try await bench.training.listRuns(Wire.ListRunsRequest()).runs
      #expect(runs.map(\.state) == ["done", "failed"] && runs[1].endedMilliseconds > 0)
      #expect(runs[0].steps.map(\.step).last == "done")
    }
  }
}
