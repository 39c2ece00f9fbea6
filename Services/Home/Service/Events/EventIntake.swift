import Domain
import Features
import Intake
import Messages
import Storage
import Translation

/// Takes events: checks them, makes them durable, folds them into profiles.
///
/// One batch at a time, so that batches about one listener do not have to fold again for each other; other homes on the same
/// online store may be folding too, and whoever comes second folds anew. The order of steps makes a crash harmless: the log
/// first, then profiles together with the marks "seen". An event is folded once and marked, or neither; one that was logged
/// twice has the same identifier twice, and the log's reader drops the second.
actor EventIntake {
  private let profiles: ProfileStore
  private let log: EventLogWriter
  private let quarantine: QuarantineWriter
  private let catalog: @Sendable () async -> CatalogSnapshot
  private let now: @Sendable () -> Moment
  private let turn = Turnstile()

  /// An intake that keeps what it takes in these stores.
  ///
  /// - Parameters:
  ///   - catalog: The newest catalog there is, asked once a batch: events about items that were just imported are taken.
  ///   - now: The clock; events too far ahead of it are quarantined.
  init(
    profiles: ProfileStore, log: EventLogWriter, quarantine: QuarantineWriter,
    catalog: @escaping @Sendable () async -> CatalogSnapshot, now: @escaping @Sendable () -> Moment
  ) {
    self.profiles = profiles
    self.log = log
    self.quarantine = quarantine
    self.catalog = catalog
    self.now = now
  }

  /// The most events in one batch.
  static let batchEventsMax = 10_000
  /// How often a batch, or a part of it, is folded anew because other homes were faster.
  static let attemptsMax = 100

  /// Takes a batch. When it returns, all of it is durable.
  func take(_ events: [Wire.Event], into report: inout IntakeReport) async throws {
    await turn.enter()
    defer { turn.leave() }
    let received = now()
    let checker = EventChecker(catalog: await catalog())
    var taken = CheckedBatch()
    for event in events {
      do throws(Rejection) {
        taken.append(try check(event, with: checker, received: received))
      } catch {
        report.add(error)
        try await quarantine.append(
          error, raw: Array(event.excerpt.utf8), source: "RecordEvents", received: received)
      }
    }
    let fresh = try await dropSeen(taken, into: &report)
    try await writeLog(fresh)
    try await fold(fresh, into: &report)
  }

  private func check(
    _ event: Wire.Event, with checker: EventChecker, received: Moment
  ) throws(Rejection) -> CheckedBatch.Entry {
    guard event.kind == "impression" else {
      return .event(try checker.check(EventDraft(event), received: received))
    }
    guard let served = event.servedPage else {
      throw Rejection(.missingField, field: "served_page", "an impression needs \"served_page\"")
    }
    let page: ServedPage
    do throws(TranslationError) {
      page = try ServedPage(served)
    } catch {
      throw Rejection(error)
    }
    try PageChecker.check(page, received: received)
    return .page(page)
  }

  private func dropSeen(_ batch: CheckedBatch, into report: inout IntakeReport) async throws -> CheckedBatch {
    let seen = try await profiles.online.seen(batch.keys)
    var within = Set<String>()
    var fresh = CheckedBatch()
    for (entry, wasSeen) in zip(batch.entries, seen) {
      guard !wasSeen, within.insert(entry.key).inserted else {
        report.duplicateCount += 1
        continue
      }
      fresh.append(entry)
    }
    return fresh
  }

  private func writeLog(_ batch: CheckedBatch) async throws {
    try await log.append(batch.events)
    for page in batch.pages { try await log.append(page) }
    try await log.flush()
    try await quarantine.flush()
  }

  /// Folds a batch and counts it as accepted. What other homes were faster with is halved by listeners until each half goes
  /// through, so that one listener whom everybody writes of does not hold up a batch of thousands.
  private func fold(_ batch: CheckedBatch, into report: inout IntakeReport) async throws {
    var waiting = [(batch: batch, attempts: 0)]
    while let (batch, attempts) = waiting.popLast() {
      guard attempts < Self.attemptsMax else {
        throw StorageError.contended(what: "a listener's profile", attempts: attempts)
      }
      if try await isFolded(batch) {
        report.acceptedCount += UInt64(batch.entries.count)
      } else {
        let fresh = try await dropSeen(batch, into: &report)
        waiting += fresh.halves.map { ($0, attempts + 1) }
      }
    }
  }

  /// Folds a batch into profiles and marks it as seen, both at once; false when another home was faster.
  private func isFolded(_ batch: CheckedBatch) async throws -> Bool {
    let byListener = Dictionary(grouping: batch.events, by: \.listener)
    var stored = try await profiles.stored(of: byListener.keys.sorted())
    for index in stored.indices {
      for event in byListener[stored[index].listener] ?? [] { stored[index].profile.apply(event.event) }
    }
    return try await profiles.replace(stored, markingSeen: batch.keys)
  }
}

extension Wire.Event {
  /// The event in short, for the quarantine: whoever looks there finds it again by its identifier.
  fileprivate var excerpt: String {
    "event=\(event) kind=\(kind) item=\(item) moment=\(momentMilliseconds)"
  }
}
