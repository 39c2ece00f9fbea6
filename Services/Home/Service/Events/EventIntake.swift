import Domain
import Features
import Intake
import Masking
import Messages
import Storage
import Translation

/// Takes events: checks them, then has them made durable and folded into profiles, by the rule of `EventOrder`. Pages are made
/// durable and marked as seen.
///
/// One batch at a time, so that batches about one listener do not have to begin anew for each other; other homes on the same
/// online store may be taking too, and whoever comes second begins anew.
actor EventIntake {
  private let pseudonyms: Pseudonyms
  private let taker: EventTaker
  private let accounts: any AccountStore
  private let online: any OnlineStore
  private let pageLog: PageWriter
  private let quarantine: QuarantineWriter
  private let catalog: @Sendable () async -> CatalogSnapshot
  private let now: @Sendable () -> Moment
  private let turn = Turnstile()

  /// An intake that keeps what it takes in these stores.
  ///
  /// - Parameters:
  ///   - pseudonyms: What stands for accounts and events' identifiers from the first check on.
  ///   - catalog: The newest catalog there is, asked once a batch: events about items that were just imported are taken.
  ///   - now: The clock; events too far ahead of it are quarantined.
  init(
    pseudonyms: Pseudonyms, taker: EventTaker, accounts: any AccountStore, online: any OnlineStore,
    pageLog: PageWriter, quarantine: QuarantineWriter,
    catalog: @escaping @Sendable () async -> CatalogSnapshot, now: @escaping @Sendable () -> Moment
  ) {
    self.pseudonyms = pseudonyms
    self.taker = taker
    self.accounts = accounts
    self.online = online
    self.pageLog = pageLog
    self.quarantine = quarantine
    self.catalog = catalog
    self.now = now
  }

  /// The most events in one batch.
  static let batchEventsMax = 10_000

  /// What a page is marked as seen by.
  static func mark(ofPage identifier: String) -> String { "page/\(identifier)" }

  /// Takes a batch. When it returns, all of it is durable.
  func take(_ events: [Wire.Event], into report: inout IntakeReport) async throws {
    await turn.enter()
    defer { turn.leave() }
    let received = now()
    let checker = EventChecker(catalog: await catalog())
    var batch = EventBatch()
    var pages: [ServedPage] = []
    for (index, event) in events.enumerated() {
      do throws(Rejection) {
        if event.kind == "impression" {
          pages.append(pseudonyms.masked(try Self.page(of: event, received: received)))
        } else {
          let checked = try checker.check(EventDraft(event), received: received)
          try batch.append(pseudonyms.masked(checked), from: EventOrigin(line: index + 1))
        }
      } catch {
        try await keepAside(error, event, received, &report)
      }
    }
    let count = try await taker.take(batch)
    for origin in count.tooLate {
      try await keepAside(TakenCount.tooLateRejection, events[Int(origin.line) - 1], received, &report)
    }
    report.acceptedCount += UInt64(count.accepted)
    report.duplicateCount += UInt64(count.duplicates)
    report.add(TakenCount.forgottenRejection, count: count.forgotten)
    try await take(pages, into: &report)
    try await quarantine.flush()
  }

  /// Returns when all that was being taken is durable.
  func settle() async {
    await turn.enter()
    turn.leave()
  }

  private static func page(of event: Wire.Event, received: Moment) throws(Rejection) -> ServedPage {
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
    return page
  }

  private func keepAside(
    _ rejection: Rejection, _ event: Wire.Event, _ received: Moment, _ report: inout IntakeReport
  ) async throws {
    report.add(rejection)
    try await quarantine.append(
      rejection, excerpt: event.excerpt, source: "RecordEvents", received: received)
  }

  /// Logs the pages that were not seen before and whose listeners were not forgotten, then marks them: one that was logged twice, as after a crash, is read once.
  private func take(_ pages: [ServedPage], into report: inout IntakeReport) async throws {
    guard !pages.isEmpty else { return }
    let forgotten = try await accounts.forgotten(among: Set(pages.map(\.listener)))
    let count = pages.count
    let pages = pages.filter { !forgotten.contains($0.listener) }
    report.add(TakenCount.forgottenRejection, count: count - pages.count)
    let keys = pages.map { Self.mark(ofPage: $0.page) }
    var known = Set<String>()
    var fresh: [(page: ServedPage, mark: String)] = []
    for ((page, key), wasSeen) in zip(zip(pages, keys), try await online.seen(keys)) {
      guard !wasSeen, known.insert(key).inserted else {
        report.duplicateCount += 1
        continue
      }
      fresh.append((page, key))
    }
    for refused in try await pageLog.write(fresh.map(\.page)) { report.add(refused) }
    try await online.markSeen(fresh.map(\.mark))
    report.acceptedCount += UInt64(fresh.count)
  }
}

extension Wire.Event {
  /// The event in short, for the quarantine: without its identifier, which apps make of the account's.
  fileprivate var excerpt: String {
    "kind=\(kind) item=\(item) moment=\(momentMilliseconds)"
  }
}
