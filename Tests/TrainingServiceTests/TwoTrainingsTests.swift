import Features
import FoundationEssentials
import Glibc
import Hosting
import Messages
import NIOPosix
import RPC
import Storage
import Support
import Synchronization
import Testing

@testable import TrainingService

@Suite("Two training services on one store")
struct TwoTrainingsTests {
  /// Real services over one folder, beside a validation service that never answers, so that a run goes on until it is killed.
  private struct Pair {
    let folder: TemporaryFolder
    let validationPort: Int

    func start(_ name: String) async throws -> (
      program: RunningProgram, training: Wire.TrainingClient, client: RPCClient
    ) {
      let port = folder.path("\(name).port")
      let program = try await RunningProgram.start(
        BuiltProgram.path("training"),
        [
          "--stores-objects", "file:\(folder.path("objects"))", "--stores-database",
          "sqlite:\(folder.path("bandstand.sqlite"))", "--shelves-file",
          folder.path("shelves.json"), "--peers-validation", "127.0.0.1:\(validationPort)", "--run-lease-seconds", "2",
          "--listen-port", "0", "--listen-port-file", port, "--monitoring-port", "0",
        ], log: folder.path("\(name).log"))
      var number: Int?
      try await eventually("\(name) listens") {
        number = (try? String(contentsOfFile: port, encoding: .utf8)).flatMap { Int($0.filter(\.isNumber)) }
        return number != nil || program.hasEnded
      }
      let client = RPCClient(
        host: "127.0.0.1", port: try #require(number), group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
      return (program, Wire.TrainingClient(client), client)
    }
  }

  @Test("The second refuses while the first trains, changes nothing of its run, and takes over after kill -9")
  func killed() async throws {
    let folder = try TemporaryFolder()
    try folder.write(MadeLog.shelvesText(), to: "shelves.json")
    let objects = try await StoreAddress("file:\(folder.path("objects"))").openObjectStore()
    try await MadeLog(pages: 40).write(to: objects)
    var router = RPCRouter()
    router.unary("/bandstand.v1.Validation/CheckDataset") { (_: Wire.CheckDatasetRequest, _) in
      try await Task.sleep(for: .seconds(3600))
      return Wire.CheckDatasetResponse()
    }
    let group = MultiThreadedEventLoopGroup.singleton
    let validation = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: .silent)
    let pair = Pair(folder: folder, validationPort: try await validation.start())
    let moment = MadeLog.end.milliseconds
    let key = ObjectKeys.dataset(named: MadeLog.model, run: 1)

    let first = try await pair.start("first")
    var steps = first.training.startRun(
      Wire.StartRunRequest(models: [MadeLog.model], momentMilliseconds: moment)
    ).makeAsyncIterator()
    while let step = try await steps.next(), step.step != "validate" {}
    let second = try await pair.start("second")
    let refused = await #expect(throws: RPCStatus.self) {
      for try await _ in second.training.startRun(
        Wire.StartRunRequest(models: ["popularity"], momentMilliseconds: moment))
      {}
    }
    #expect(refused?.code == .resourceExhausted)
    #expect(refused?.message.contains("another process trains on these stores") == true)
    #expect(try await second.training.listRuns(Wire.ListRunsRequest()).runs.map(\.state) == ["going"])
    #expect(try await objects.exists(key))

    _ = try await first.program.end(by: SIGKILL)
    try await eventually("the run of the killed one is failed") {
      try await second.training.listRuns(Wire.ListRunsRequest()).runs.map(\.state) == ["failed"]
    }
    var last: Wire.RunProgress?
    for try await step in second.training.startRun(
      Wire.StartRunRequest(models: ["popularity"], momentMilliseconds: moment))
    { last = step }
    #expect(last?.step == "done" && last?.state == "passed" && last?.run == 2)
    _ = try await second.program.end(by: SIGTERM)
    for client in [first.client, second.client] { await client.close() }
    await validation.shutdownGracefully(within: .zero)
    #expect(try await SQLiteDatabase.open(folder.path("bandstand.sqlite")).liveModels().count == 1)
  }

  @Test("A run whose lease is lost is cancelled, and cannot make anything live") func lost() async throws {
    let database = try await StoreAddress("memory:").openDatabase()
    let lease = RunLease(store: database, seconds: 0.3, now: { Moment.now })
    #expect(try await lease.take())
    try await database.release("training", of: "somebody else")
    let isCancelled = Atomic(false)
    await #expect(throws: TrainingError.leaseLost) {
      try await lease.keeping {
        // Another process finds the lease ended, as when this one was stopped for long.
        let later = Moment.now.adding(seconds: 100)
        #expect(try await database.lease("training", to: "another", until: later.adding(seconds: 100), now: later))
        do { try await Task.sleep(for: .seconds(3600)) } catch {
          isCancelled.store(true, ordering: .relaxed)
          throw error
        }
      }
    }
    let wasCancelled = isCancelled.load(ordering: .relaxed)
    #expect(wasCancelled)
  }

  @Test("While one process trains, another refuses; after it, it may") func oneAfterTheOther() async throws {
    let database = try await StoreAddress("memory:").openDatabase()
    let (left, right) = (
      RunLease(store: database, seconds: 60, now: { MadeLog.end }),
      RunLease(store: database, seconds: 60, now: { MadeLog.end })
    )
    #expect(try await left.take())
    #expect(try await left.take())
    #expect(try await !right.take())
    try await right.release()
    #expect(try await !right.take())
    try await left.release()
    #expect(try await right.take())
  }
}
