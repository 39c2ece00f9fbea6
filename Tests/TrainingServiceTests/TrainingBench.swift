import Domain
import Features
import Hosting
import Logging
import Messages
import Models
import NIOPosix
import RPC
import ServiceLifecycle
import Storage
import Synchronization
import ValidationService

@testable import TrainingService

/// The loop of training and validation on loopback, over stores in memory.
struct TrainingBench: Sendable {
  let stores: Stores
  let training: Wire.TrainingClient
  let validation: Wire.ValidationClient
  let health: HealthRegistry
  let clock: TestClock

  /// Runs a body against both services, and stops them as a process would.
  static func run(
    shelf: ShelfDefinition? = nil, settings: TrainingSettings = Self.settings,
    withValidation: Bool = true, stores existing: Stores? = nil, _ body: @Sendable (TrainingBench) async throws -> Void
  ) async throws {
    let stores: Stores
    if let existing { stores = existing } else { stores = try await Self.stores() }
    let clock = TestClock()
    let health = HealthRegistry(serviceNames: ["bandstand.v1.Training"])
    let group = MultiThreadedEventLoopGroup.singleton
    var checking = RPCRouter()
    if withValidation {
      ValidationServer(objects: stores.objects, store: stores.database, now: { clock.now }, logger: .silent)
        .register(in: &checking)
    }
    let checkingServer = RPCServer(router: checking, host: "127.0.0.1", port: 0, group: group, logger: .silent)
    let validation = RPCClient(
      host: "127.0.0.1", port: try await checkingServer.start(), group: group, logger: .silent)
    let server = try await TrainingServer(
      stores: stores, shelves: try Shelves([try shelf ?? MadeLog.shelf()]),
      validation: Wire.ValidationClient(validation), settings: settings,
      now: { clock.now }, health: health, logger: .silent)
    var router = RPCRouter()
    server.register(in: &router)
    let trainingServer = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: .silent)
    let training = RPCClient(
      host: "127.0.0.1", port: try await trainingServer.start(), group: group, logger: .silent)
    let bench = TrainingBench(
      stores: stores, training: Wire.TrainingClient(training), validation: Wire.ValidationClient(validation),
      health: health, clock: clock)
    let result = await withTaskGroup(of: Void.self) { tasks in
      for service in server.services { tasks.addTask { try? await service.run() } }
      let result: Result<Void, any Error>
      do { result = .success(try await body(bench)) } catch { result = .failure(error) }
      health.drain()
      await tasks.waitForAll()
      return result
    }
    for client in [training, validation] { await client.close() }
    for server in [trainingServer, checkingServer] { await server.shutdownGracefully(within: .zero) }
    try result.get()
  }

  /// Empty stores in memory.
  static func stores() async throws -> Stores {
    try await Stores.open(objects: "memory:", database: "memory:")
  }

  /// Small models, quickly fitted.
  static var settings: TrainingSettings {
    var settings = TrainingSettings()
    settings.factorization.factorCount = 4
    settings.factorization.sweepCount = 3
    settings.watchSeconds = 0.01
    settings.rankingGate.slatesMin = 10
    settings.rankingGate.listenersMin = 5
    settings.rankingGate.detectableGainMax = 1
    settings.rankingGate.leaks.featureAreaMax = 0.95
    settings.rankingGate.leaks.likelihoodRatioMax = 1000
    return settings
  }

  /// Runs training to its end and returns its steps, those that began left out.
  func train(_ models: [String] = [], at moment: Moment = MadeLog.end) async throws -> [Wire.RunProgress] {
    var steps: [Wire.RunProgress] = []
    let request = Wire.StartRunRequest(models: models, momentMilliseconds: moment.milliseconds)
    for try await step in training.startRun(request) where step.state != "started" { steps.append(step) }
    return steps
  }

  /// The live versions.
  func live() async throws -> [String] {
    try await stores.database.liveModels().map(\.version.description)
  }
}

/// A clock that a test sets.
final class TestClock: Sendable {
  private let moment = Mutex(MadeLog.end)

  var now: Moment { moment.withLock { $0 } }
}

extension [Wire.RunProgress] {
  /// "step state" of a model's steps.
  func outcomes(of model: String) -> [String] {
    filter { $0.model == model }.map { "\($0.step) \($0.state)" }
  }

  /// The message of a model's first step of that name and state.
  func message(_ model: String, _ step: String, _ state: String) -> String? {
    first { $0.model == model && $0.step == step && $0.state == state }?.message
  }
}

extension Logger {
  static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}

extension RunDesk {
  /// A desk over a database, with a clock that stands still.
  static func made(
    over database: any Database, health: HealthRegistry, leaseSeconds: Double = 60,
    work: @escaping @Sendable (Order) async throws -> Void
  ) async throws -> RunDesk {
    let now: @Sendable () -> Moment = { MadeLog.end }
    let stores = Stores(objects: MemoryObjectStore(), database: database)
    return RunDesk(
      store: database, lease: RunLease(store: database, seconds: leaseSeconds, now: now),
      cutOff: CutOffRuns(stores: stores, now: now, logger: .silent), health: health, now: now, logger: .silent,
      work: work)
  }
}
