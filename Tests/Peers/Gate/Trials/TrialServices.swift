import Domain
public import Features
import Hosting
import Intake
import Logging
import Messages
import NIOPosix
import RPC
import ServiceLifecycle
public import Storage
public import TrainingService
import ValidationService

/// Training and validation as they are deployed, on loopback, over stores in memory.
public struct TrialServices: Sendable {
  /// What they keep.
  public let stores: Stores
  private let training: Wire.TrainingClient

  /// What became of a run's model.
  public struct Outcome: Sendable {
    /// The step that ended it.
    public var step: String
    /// How that step ended: "passed" after a push.
    public var state: String
    /// What it said.
    public var message: String
    /// The figures of its evaluation, by name.
    public var figures: [String: Double]
    /// Whether a version went live.
    public var isLive: Bool { step == "push" && state == "passed" }
  }

  /// Runs a body against the services of one shelf.
  public static func run<Value: Sendable>(
    _ world: TrialWorld, settings: TrainingSettings, stores existing: Stores? = nil,
    _ body: @Sendable (TrialServices) async throws -> Value
  ) async throws -> Value {
    let stores: Stores
    if let existing {
      stores = existing
    } else {
      stores = try await Stores.open(objects: "memory:", database: "memory:")
    }
    let group = MultiThreadedEventLoopGroup.singleton
    let silent = Logger(label: "trial", factory: { _ in SwiftLogNoOpLogHandler() })
    let now: @Sendable () -> Moment = { world.end }
    var checking = RPCRouter()
    ValidationServer(objects: stores.objects, store: stores.database, now: now, logger: silent)
      .register(in: &checking)
    let validationServer = RPCServer(router: checking, host: "127.0.0.1", port: 0, group: group, logger: silent)
    let validation = RPCClient(
      host: "127.0.0.1", port: try await validationServer.start(), group: group, logger: silent)
    let health = HealthRegistry(serviceNames: [])
    let server = try await TrainingServer(
      stores: stores, shelves: try Shelves([world.shelf]), validation: Wire.ValidationClient(validation),
      settings: settings, now: now, health: health, logger: silent)
    var router = RPCRouter()
    server.register(in: &router)
    let trainingServer = RPCServer(router: router, host: "127.0.0.1", port: 0, group: group, logger: silent)
    let client = RPCClient(host: "127.0.0.1", port: try await trainingServer.start(), group: group, logger: silent)
    let services = TrialServices(stores: stores, training: Wire.TrainingClient(client))
    let result = await withTaskGroup(of: Void.self) { tasks in
      for service in server.services { tasks.addTask { try? await service.run() } }
      let result: Result<Value, any Error>
      do { result = .success(try await body(services)) } catch { result = .failure(error) }
      health.drain()
      await tasks.waitForAll()
      return result
    }
    for client in [client, validation] { await client.close() }
    for server in [trainingServer, validationServer] { await server.shutdownGracefully(within: .zero) }
    return try result.get()
  }

  /// Puts a world's log in the place of what is there, and trains the shelf's model on it.
  public func train(_ world: TrialWorld, at moment: Moment) async throws -> Outcome {
    for prefix in ["events/", "pages/"] {
      for key in try await stores.objects.list(prefix: prefix) { try await stores.objects.delete(key) }
    }
    try await world.write(to: EventLogWriter(objects: stores.objects, writer: LogWriterName(fixed: "trial")))
    let request = Wire.StartRunRequest(
      models: [world.shelf.model ?? ""], momentMilliseconds: moment.milliseconds)
    var outcome = Outcome(step: "", state: "", message: "", figures: [:])
    for try await step in training.startRun(request) where step.state != "started" && step.step != "done" {
      let figures = Dictionary(step.figures.map { ($0.name, $0.value) }) { first, _ in first }
      outcome = Outcome(
        step: step.step, state: step.state, message: step.message,
        figures: outcome.figures.merging(figures) { $1 })
    }
    return outcome
  }
}
