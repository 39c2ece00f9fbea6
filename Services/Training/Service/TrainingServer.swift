public import Domain
public import Features
public import Hosting
import Intake
public import Logging
public import Messages
public import RPC
public import ServiceLifecycle
public import Storage

/// Answers `bandstand.v1.Training`.
///
/// Its ``services`` have to run beside it: they do the runs and feed the watches.
public struct TrainingServer: Wire.TrainingServing {
  /// The most names that a caller may give.
  private static let modelsMax = 1000

  let stores: Stores
  let plan: TrainingPlan
  private let desk: RunDesk
  private let feed: RegistryFeed
  let now: @Sendable () -> Moment
  private let logger: Logger

  /// A server over these stores. What a crash left going in them is recorded as failed, as soon as no other process trains.
  ///
  /// - Parameters:
  ///   - shelves: The shelves whose models are trained, with their gates.
  ///   - validation: Who checks datasets.
  ///   - now: The clock.
  ///   - health: Says when the process drains: runs and watches end then.
  /// - Throws: `StorageError`.
  public init(
    stores: Stores, shelves: Shelves, validation: Wire.ValidationClient,
    settings: TrainingSettings = TrainingSettings(),
    featureSet: FeatureSet = .standard, now: @escaping @Sendable () -> Moment, health: HealthRegistry, logger: Logger
  ) async throws {
    let plan = TrainingPlan(
      shelves: shelves, settings: settings, stores: stores,
      validation: ValidationStep(client: validation, timeout: .seconds(settings.validationSeconds)),
      publisher: ModelPublisher(objects: stores.objects, registry: stores.database, now: now),
      losses: LossWatch(shareMax: settings.leftOutShareMax, alerts: stores.database, now: now))
    let run = TrainingRun(
      featureSet: featureSet, limits: settings.limits, plan: plan,
      reader: EventLogReader(objects: stores.objects, accounts: stores.database),
      misfits: MisfitQuarantine(objects: stores.objects))
    self.stores = stores
    self.plan = plan
    self.now = now
    self.logger = logger
    desk = RunDesk(
      store: stores.database, lease: RunLease(store: stores.database, seconds: settings.leaseSeconds, now: now),
      cutOff: CutOffRuns(stores: stores, now: now, logger: logger), health: health, now: now, logger: logger,
      work: run.work)
    _ = try await desk.cleanUp()
    feed = RegistryFeed(
      registry: stores.database, interval: .seconds(settings.watchSeconds), health: health, logger: logger)
  }

  /// What runs beside the calls.
  public var services: [any Service] { [desk, feed] }

  /// Orders a run and tells its steps until it ends. The run goes on when the caller leaves.
  ///
  /// - Throws: RESOURCE_EXHAUSTED while another run is going; INVALID_ARGUMENT for an unknown model or a moment that cannot be.
  public func startRun(
    _ request: Wire.StartRunRequest, context: ServerContext, responses: ResponseWriter<Wire.RunProgress>
  ) async throws {
    try await TrainingFailure.mapped {
      guard request.models.count <= Self.modelsMax else {
        throw RPCStatus(
          .invalidArgument, "models: \(request.models.count) names, and may be at most \(Self.modelsMax)")
      }
      let models = try plan.models(asked: request.models)
      let moment = request.momentMilliseconds.map(Moment.init(milliseconds:)) ?? now()
      guard (0...IntakeLimits.momentMillisecondsMax).contains(moment.milliseconds) else {
        throw TrainingError.impossibleMoment(milliseconds: moment.milliseconds)
      }
      let (run, steps) = try await desk.start(models, at: moment)
      for await step in steps { try await responses.write(Wire.RunProgress(step, run: run)) }
    }
  }

  /// The newest runs with their steps, newest first.
  ///
  /// - Throws: INVALID_ARGUMENT for a number out of range.
  public func listRuns(
    _ request: Wire.ListRunsRequest, context: ServerContext
  ) async throws -> Wire.ListRunsResponse {
    try await TrainingFailure.mapped {
      guard request.runsMax <= 1000 else {
        throw RPCStatus(.invalidArgument, "runs_max is \(request.runsMax), and may be at most 1000")
      }
      let runs = try await stores.database.runs(runsMax: request.runsMax == 0 ? 20 : Int(request.runsMax))
      return Wire.ListRunsResponse(runs: runs.map { Wire.Run($0) })
    }
  }

  /// Every version of a model, or of all, newest first.
  ///
  /// - Throws: INVALID_ARGUMENT for what cannot be a model's name; NOT_FOUND for a model that there is none of.
  public func listModels(
    _ request: Wire.ListModelsRequest, context: ServerContext
  ) async throws -> Wire.ListModelsResponse {
    try await TrainingFailure.mapped {
      if !request.model.isEmpty { try await check(model: request.model) }
      let models = try await stores.database.models(named: request.model.isEmpty ? nil : request.model)
      let holds = try await stores.database.holds(at: now())
      return Wire.ListModelsResponse(
        models: models.map { Wire.ModelRecord($0) },
        holds: holds.filter { request.model.isEmpty || $0.model == request.model }.map { Wire.ModelHold($0) })
    }
  }

  /// The live versions at once, then every change, until the caller leaves or the process drains.
  ///
  /// - Throws: RESOURCE_EXHAUSTED when too many watch already; UNAVAILABLE when the process drains.
  public func watchModels(
    _ request: Wire.WatchModelsRequest, context: ServerContext, responses: ResponseWriter<Wire.ModelUpdate>
  ) async throws {
    guard request.models.count <= Self.modelsMax else {
      throw RPCStatus(
        .invalidArgument, "models: \(request.models.count) names, and may be at most \(Self.modelsMax)")
    }
    for model in request.models { try MessageText.checkName(model, field: "models") }
    guard let live = feed.live() else {
      throw RPCStatus(
        .resourceExhausted, "\(RegistryFeed.watchersMax) watch the models already: ask ListModels instead")
    }
    let wanted = ModelFilter(request.models)
    var told: [String: ModelVersion] = [:]
    for await records in live {
      for record in records where wanted.takes(record.version.model) && told[record.version.model] != record.version {
        try await responses.write(Wire.ModelUpdate(model: Wire.ModelRecord(record)))
        told[record.version.model] = record.version
      }
    }
    try Task.checkCancellation()
    throw RPCStatus(.unavailable, "the service is stopping: watch again when it is back")
  }

  /// Makes the version that was live before live again, and holds the model.
  ///
  /// - Throws: FAILED_PRECONDITION when there was none; NOT_FOUND for a model that there is none of; INVALID_ARGUMENT for a hold
  ///   that cannot be.
  public func rollBack(
    _ request: Wire.RollBackRequest, context: ServerContext
  ) async throws -> Wire.RollBackResponse {
    try await TrainingFailure.mapped {
      try await check(model: request.model)
      let moment = now()
      let end = try Self.holdEnd(request.holdSeconds, from: moment)
      let live = try await stores.database.rollBack(request.model, at: moment, holdingUntil: end)
      try await feed.refresh()
      await restoreReference(of: live)
      return Wire.RollBackResponse(live: Wire.ModelRecord(live))
    }
  }

  /// Has the next dataset compared with that of the version that is live again. A version that was fitted on no dataset has
  /// none; what fails is logged, for the live model's own dataset is compared with in any case.
  private func restoreReference(of live: ModelRecord) async {
    guard !live.fingerprint.isEmpty else { return }
    do {
      try await plan.validation.accept(
        live.version.model, key: ObjectKeys.dataset(named: live.version.model, run: live.run))
    } catch {
      logger.warning(
        "the dataset of the version that is live again was not accepted",
        metadata: ["model": "\(live.version)", "error": "\(error)"])
    }
  }

  /// - Throws: INVALID_ARGUMENT for what cannot be a model's name; NOT_FOUND for one that is neither registered nor trained.
  func check(model: String) async throws {
    try MessageText.checkName(model, field: "model")
    guard !plan.models.contains(model), try await stores.database.models(named: model).isEmpty else { return }
    throw RPCStatus(
      .notFound,
      "there is no model \"\(MessageText.excerpt(model))\": use one of \(plan.models.joined(separator: ", "))",
      reason: "UNKNOWN_MODEL")
  }
}
