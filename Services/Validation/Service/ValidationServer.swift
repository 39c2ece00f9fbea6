import Datasets
import Domain
public import Features
import FoundationEssentials
import Intake
public import Logging
public import Messages
import Models
public import RPC
import Replay
public import Storage

/// Answers `bandstand.v1.Validation`.
///
/// Reads one dataset at a time, so that it never holds more than one: twice its object's size.
public struct ValidationServer: Wire.ValidationServing {
  private let objects: any ObjectStore
  private let store: any CatalogStore & ModelRegistry & ValidationStore
  private let references: References
  private let checker: DatasetChecker
  private let replay: ContinuousReplay?
  private let queue = OneAtATime()
  private let now: @Sendable () -> Moment
  private let logger: Logger

  /// A server over these stores.
  ///
  /// - Parameters:
  ///   - replay: What replays served vectors beside the calls; nil where nothing does.
  ///   - featureSet: What datasets must be of.
  ///   - limits: How much a dataset may differ from the last good one.
  ///   - now: The clock, for alerts.
  public init(
    objects: any ObjectStore, store: any CatalogStore & ModelRegistry & ValidationStore,
    replay: ContinuousReplay? = nil,
    featureSet: FeatureSet = .standard,
    limits: CheckLimits = CheckLimits(), now: @escaping @Sendable () -> Moment, logger: Logger
  ) {
    self.init(
      objects: objects, store: store, replay: replay, schema: DatasetSchema(featureSet), limits: limits, now: now,
      logger: logger)
  }

  /// A server that demands a schema of its own.
  init(
    objects: any ObjectStore, store: any CatalogStore & ModelRegistry & ValidationStore,
    replay: ContinuousReplay? = nil,
    schema: DatasetSchema, limits: CheckLimits,
    now: @escaping @Sendable () -> Moment, logger: Logger
  ) {
    self.objects = objects
    self.store = store
    references = References(store: store)
    self.replay = replay
    checker = DatasetChecker(schema: schema, limits: limits)
    self.now = now
    self.logger = logger
  }

  /// Checks a dataset, keeps its statistics, and raises an alert for each rule it breaks.
  ///
  /// - Throws: NOT_FOUND when there is no dataset at that key; INVALID_ARGUMENT when it cannot be read.
  public func checkDataset(
    _ request: Wire.CheckDatasetRequest, context: ServerContext
  ) async throws -> Wire.CheckDatasetResponse {
    try await ValidationFailure.mapped {
      try MessageText.checkName(request.name, field: "name")
      try MessageText.checkName(request.key, field: "key")
      let references = try await references.current(of: request.name)
      let context = CheckContext(
        moment: request.momentMilliseconds.map(Moment.init(milliseconds:)), exploration: request.exploration,
        catalog: try await store.catalog(), popularity: try await livePopularity())
      let bytes = try await bytes(of: request.key)
      let report = try await queue.run { [checker] in
        checker.check(try RankingDataset(decoding: bytes), against: references, context: context)
      }
      try await store.saveStatistics(Array(try JSONEncoder().encode(report.statistics)), of: request.key)
      try await alert(report.violations, request)
      return Wire.CheckDatasetResponse(report, references: references)
    }
  }

  /// - Throws: NOT_FOUND, with the key that the caller gave.
  private func bytes(of key: String) async throws -> [UInt8] {
    do {
      return try await objects.get(key)
    } catch StorageError.notFound {
      throw RPCStatus(
        .notFound, "there is no object \(MessageText.excerpt(key)): see what the run wrote", reason: "NOT_FOUND")
    }
  }

  /// Makes a dataset that was checked the last good one of its name, whether it had passed or not: a person may know better.
  ///
  /// - Throws: FAILED_PRECONDITION when it was never checked.
  public func acceptDataset(
    _ request: Wire.AcceptDatasetRequest, context: ServerContext
  ) async throws -> Wire.AcceptDatasetResponse {
    try await ValidationFailure.mapped {
      try MessageText.checkName(request.name, field: "name")
      try MessageText.checkName(request.key, field: "key")
      try await references.accept(request.key, of: request.name, afterPush: request.afterPush, at: now())
      logger.notice("dataset accepted", metadata: ["name": "\(request.name)", "key": "\(request.key)"])
      return Wire.AcceptDatasetResponse()
    }
  }

  /// The statistics of a dataset that was checked, over its own quantile bins.
  ///
  /// - Throws: NOT_FOUND when it was never checked, or none of that name was accepted.
  public func getStatistics(
    _ request: Wire.GetStatisticsRequest, context: ServerContext
  ) async throws -> Wire.GetStatisticsResponse {
    try await ValidationFailure.mapped {
      if request.key.isEmpty { try MessageText.checkName(request.name, field: "name") }
      if !request.key.isEmpty { try MessageText.checkName(request.key, field: "key") }
      let good = try await store.lastGoodDataset(named: request.name)
      guard let key = request.key.isEmpty ? good : request.key else {
        throw RPCStatus(
          .notFound,
          "no dataset called \"\(MessageText.excerpt(request.name))\" was accepted yet: train once, or accept one")
      }
      return Wire.GetStatisticsResponse(try await statistics(of: key), key: key)
    }
  }

  /// The newest alerts, newest first.
  ///
  /// - Throws: INVALID_ARGUMENT for a number out of range.
  public func listAlerts(
    _ request: Wire.ListAlertsRequest, context: ServerContext
  ) async throws -> Wire.ListAlertsResponse {
    try await ValidationFailure.mapped {
      guard request.alertsMax <= 1000 else {
        throw RPCStatus(.invalidArgument, "alerts_max is \(request.alertsMax), and may be at most 1000")
      }
      let alerts = try await store.alerts(alertsMax: request.alertsMax == 0 ? 100 : Int(request.alertsMax))
      return Wire.ListAlertsResponse(alerts: alerts.map { Wire.Alert($0) })
    }
  }

  /// What was kept aside in the last days, by reason, and the newest of it.
  ///
  /// - Throws: INVALID_ARGUMENT for a reason that there is none of, and for numbers out of range.
  public func listQuarantine(
    _ request: Wire.ListQuarantineRequest, context: ServerContext
  ) async throws -> Wire.ListQuarantineResponse {
    try await ValidationFailure.mapped {
      let (days, linesMax) = (request.days == 0 ? 7 : request.days, request.linesMax == 0 ? 100 : request.linesMax)
      guard days <= 366, linesMax <= 1000 else {
        throw RPCStatus(
          .invalidArgument, "days is \(days) and lines_max \(linesMax): at most 366 and 1000 are listed")
      }
      let reason = QuarantineReason(rawValue: request.reason)
      guard reason != nil || request.reason.isEmpty else {
        let names = QuarantineReason.allCases.map(\.rawValue).joined(separator: ", ")
        throw RPCStatus(.invalidArgument, "\"\(MessageText.excerpt(request.reason))\" is none of the reasons \(names)")
      }
      return Wire.ListQuarantineResponse(
        try await QuarantineReader(objects: objects)
          .read(days: Int(days), before: now(), reason: reason, linesMax: Int(linesMax)))
    }
  }

  /// What this process has replayed so far.
  public func getReplay(
    _ request: Wire.GetReplayRequest, context: ServerContext
  ) async throws -> Wire.GetReplayResponse {
    guard let replay else { return Wire.GetReplayResponse() }
    return Wire.GetReplayResponse(await replay.totals, settings: replay.settings)
  }

  private func statistics(of key: String) async throws -> DatasetStatistics {
    guard let statistics = try await references.statistics(of: key) else {
      throw RPCStatus(.notFound, "there are no statistics of \(MessageText.excerpt(key)): check it first")
    }
    return statistics
  }

  /// The live popularity model; nil when there is none.
  private func livePopularity() async throws -> PopularityModel? {
    guard let live = try await store.liveModels().first(where: { $0.version.model == "popularity" }) else { return nil }
    return try await PopularityVersions(registry: store, objects: objects).model(live.version.version)
  }

  private func alert(_ violations: [Violation], _ request: Wire.CheckDatasetRequest) async throws {
    guard !violations.isEmpty else { return }
    let moment = now()
    _ = try await store.append(
      violations.map { AlertRecord($0, moment: moment, name: request.name, key: request.key) })
    for violation in violations {
      logger.warning(
        "dataset violates \(violation.rule.rawValue)",
        metadata: [
          "name": "\(request.name)", "key": "\(request.key)", "feature": "\(violation.feature)",
          "measured": "\(violation.measured)", "limit": "\(violation.limit)",
        ])
    }
  }
}
