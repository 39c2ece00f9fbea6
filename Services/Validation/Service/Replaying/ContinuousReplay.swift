import Domain
public import Features
import Hosting
import Intake
public import Logging
import Replay
public import ServiceLifecycle
public import Storage

/// Replays a sample of what was newly served, again and again: vectors are computed anew from the raw events, and must have the
/// same bits.
///
/// A round takes the newest pages since the last one, and reads the whole event log for their listeners. Pages of the last
/// minutes wait for the next round: events that a sudden end left to be folded are by then. What differs is looked at twice, so
/// that a listener who is forgotten in between is no difference; then it is logged, counted and raised as an alert.
public actor ContinuousReplay: Service {
  private let stores: Stores
  /// How it replays.
  let settings: ReplaySettings
  private let now: @Sendable () -> Moment
  private let logger: Logger
  /// What all rounds came to.
  private(set) var totals = ReplayTotals()

  /// A replay of these stores.
  public init(
    stores: Stores, settings: ReplaySettings, now: @escaping @Sendable () -> Moment, logger: Logger
  ) {
    self.stores = stores
    self.settings = settings
    self.now = now
    self.logger = logger
  }

  /// Replays at once and then again and again, a tenth of the time at most, until the process stops; does nothing when it is
  /// turned off.
  public func run() async throws {
    await cancelWhenGracefulShutdown {
      while self.settings.seconds > 0, !Task.isCancelled {
        let taken = await ContinuousClock().measure { await self.roundLogging() }
        try? await Task.sleep(for: self.settings.pause(after: taken))
      }
    }
    try? await gracefulShutdown()
  }

  private func roundLogging() async {
    do {
      try await round()
    } catch is CancellationError {
      return
    } catch {
      ReplayCounters.countFailure()
      totals.failure = FailureSentence.of(error, in: "replay", logger: logger)
    }
  }

  /// Replays the pages since the last round.
  func round() async throws {
    let moment = now()
    let start = totals.newest.map { Moment(milliseconds: $0.milliseconds + 1) } ?? Moment(milliseconds: 0)
    let end = max(start, moment.adding(seconds: -Int64(settings.settleSeconds)))
    var report = try await replay(start..<end)
    if report.differenceCount > 0 { report = try await replay(start..<end) }
    totals.add(report, at: moment)
    ReplayCounters.count(report)
    if report.differenceCount > 0 { try await alert(report, at: moment) }
  }

  /// Away from whatever event loop asks for it.
  private func replay(_ window: Range<Moment>) async throws -> ReplayReport {
    let (stores, pagesMax) = (stores, settings.pagesMax)
    let task = Task(executorPreference: globalConcurrentExecutor) {
      let popularity = PopularityVersions(registry: stores.database, objects: stores.objects)
      let ranking = RankingVersions(registry: stores.database, objects: stores.objects)
      let replay = Replay(
        log: EventLogReader(objects: stores.objects, accounts: stores.database),
        catalog: try await stores.database.catalog(), popularity: { try await popularity.model($0) },
        ranking: { try await ranking.model($0) })
      return try await replay.run(window, pagesMax: pagesMax)
    }
    return try await withTaskCancellationHandler {
      try await task.value
    } onCancel: {
      task.cancel()
    }
  }

  private func alert(_ report: ReplayReport, at moment: Moment) async throws {
    let first = report.differences.first
    var feature = ""
    if case .feature(let name, _, _, _)? = first { feature = name }
    let message = "served and replayed differ: \(first.map(\.description) ?? ""); `bandstand replay` lists them all"
    logger.error(
      "served and replayed differ",
      metadata: ["count": "\(report.differenceCount)", "first": "\(first.map(\.description) ?? "")"])
    let alert = AlertRecord(
      moment: moment, name: "replay", key: "", rule: Violation.Rule.replay.rawValue, feature: feature, message: message,
      measured: Double(report.differenceCount), limit: 0)
    _ = try await stores.database.append([alert])
  }
}
