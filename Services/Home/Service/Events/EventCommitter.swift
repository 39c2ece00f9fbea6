import Domain
import Features
import Intake
import Masking
import Messages
import Storage
import Translation

/// Commits the events of several messages as one batch: checks them, then has them made durable and folded into profiles, by the
/// rule of `EventOrder`. Pages are made durable and marked as seen. Every message has a report of its own.
struct EventCommitter: Sendable {
  /// What stands for accounts and events' identifiers from the first check on.
  let pseudonyms: Pseudonyms
  /// Takes events.
  let taker: EventTaker
  /// Tells who was forgotten.
  let accounts: any AccountStore
  /// Tells which pages were seen.
  let online: any OnlineStore
  /// Takes pages.
  let pageLog: PageWriter
  /// Takes what cannot be used.
  let quarantine: QuarantineWriter
  /// The catalog that is at hand.
  let catalog: @Sendable () -> CatalogSnapshot
  /// The newest there is, asked for when the one at hand lacks an item: events about items that were just imported are taken.
  let newestCatalog: @Sendable () async -> CatalogSnapshot
  /// The clock; events too far ahead of it are quarantined.
  let now: @Sendable () -> Moment

  /// Commits messages, each with what became of it, in their order. What fails for one does not fail for others.
  func commit(_ messages: [[Wire.Event]]) async -> [Result<IntakeReport, any Error>] {
    let received = now()
    var checked = await check(messages, received: received)
    await take(checked.batch, &checked.outcomes)
    await take(checked.pages, &checked.outcomes)
    await keepAside(messages, &checked.outcomes, received: received)
    return checked.outcomes.map(\.result)
  }

  /// What becomes of a message.
  private struct Outcome {
    var report = IntakeReport()
    var rejected: [(line: Int, rejection: Rejection)] = []
    var error: (any Error)?

    var result: Result<IntakeReport, any Error> { error.map(Result.failure) ?? .success(report) }

    mutating func reject(_ rejection: Rejection, line: Int) {
      report.add(rejection)
      rejected.append((line, rejection))
    }
  }

  /// What is to be taken, and what became of the rest.
  private struct Checked {
    var batch: EventBatch
    var pages: [SentPage] = []
    var outcomes: [Outcome]
  }

  /// A page that another system served, and the number of the message it came in.
  private struct SentPage {
    var page: ServedPage
    var message: Int
  }

  private func check(_ messages: [[Wire.Event]], received: Moment) async -> Checked {
    var checked = Checked(
      batch: EventBatch(expecting: messages.reduce(0) { $0 + $1.count }), outcomes: messages.map { _ in Outcome() })
    var checker = EventChecker(catalog: catalog())
    var isNewest = false
    for (message, events) in messages.enumerated() {
      for (index, event) in events.enumerated() {
        var rejection = add(event, EventOrigin(source: message, line: index + 1), checker, received, &checked)
        if rejection?.reason == .unknownItem, !isNewest {
          isNewest = true
          checker = EventChecker(catalog: await newestCatalog())
          rejection = add(event, EventOrigin(source: message, line: index + 1), checker, received, &checked)
        }
        if let rejection { checked.outcomes[message].reject(rejection, line: index + 1) }
      }
    }
    return checked
  }

  /// Adds an event to what is to be taken, or tells why not.
  private func add(
    _ event: Wire.Event, _ origin: EventOrigin, _ checker: EventChecker, _ received: Moment, _ checked: inout Checked
  ) -> Rejection? {
    do throws(Rejection) {
      if event.kind == "impression" {
        let page = pseudonyms.masked(try Self.page(of: event, received: received))
        checked.pages.append(SentPage(page: page, message: Int(origin.source)))
      } else {
        let event = try checker.check(EventDraft(event), received: received)
        try checked.batch.append(pseudonyms.masked(event), from: origin)
      }
      return nil
    } catch {
      return error
    }
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

  private func take(_ batch: EventBatch, _ outcomes: inout [Outcome]) async {
    if batch.isEmpty { return }
    do {
      let count = try await taker.takeEach(batch)
      for (message, source) in count.sources.enumerated() {
        outcomes[message].report.acceptedCount += UInt64(source.accepted)
        outcomes[message].report.duplicateCount += UInt64(source.duplicates)
        outcomes[message].report.add(TakenCount.forgottenRejection, count: source.forgotten)
      }
      for origin in count.tooLate {
        outcomes[Int(origin.source)].reject(TakenCount.tooLateRejection, line: Int(origin.line))
      }
      for failure in count.failures {
        for message in failure.sources { outcomes[Int(message)].error = failure.error }
      }
    } catch {
      for entry in batch.sources { outcomes[entry].error = error }
    }
  }

  /// Logs the pages that were not seen before and whose listeners were not forgotten, then marks them: one that was logged twice,
  /// as after a crash, is read once.
  private func take(_ pages: [SentPage], _ outcomes: inout [Outcome]) async {
    // A message whose events were not taken is sent again with its pages.
    var pages = pages.filter { outcomes[$0.message].error == nil }
    if pages.isEmpty { return }
    do {
      let forgotten = try await accounts.forgotten(among: Set(pages.map(\.page.listener)))
      for sent in pages where forgotten.contains(sent.page.listener) {
        outcomes[sent.message].report.add(TakenCount.forgottenRejection)
      }
      pages.removeAll { forgotten.contains($0.page.listener) }
      let marks = pages.map { EventIntake.mark(ofPage: $0.page.page) }
      var known = Set<String>()
      var fresh: [(sent: SentPage, mark: String)] = []
      for ((sent, mark), wasSeen) in zip(zip(pages, marks), try await seen(marks)) {
        if wasSeen || !known.insert(mark).inserted {
          outcomes[sent.message].report.duplicateCount += 1
        } else {
          fresh.append((sent, mark))
        }
      }
      let refused = try await pageLog.write(fresh.map(\.sent.page))
      for page in refused { outcomes[fresh[page.index].sent.message].report.add(page.rejection) }
      let places = Set(refused.map(\.index))
      for (index, page) in fresh.enumerated() where !places.contains(index) {
        outcomes[page.sent.message].report.acceptedCount += 1
      }
      try await markSeen(fresh.map(\.mark))
    } catch {
      for sent in pages { outcomes[sent.message].error = error }
    }
  }

  private func seen(_ marks: [String]) async throws -> [Bool] {
    var seen: [Bool] = []
    for batch in Self.batches(of: marks) { seen += try await online.seen(batch) }
    return seen
  }

  private func markSeen(_ marks: [String]) async throws {
    for batch in Self.batches(of: marks) { try await online.markSeen(batch) }
  }

  private static func batches(of marks: [String]) -> [[String]] {
    stride(from: 0, to: marks.count, by: StorageLimits.onlineBatchKeysMax).map { start in
      Array(marks[start..<min(start + StorageLimits.onlineBatchKeysMax, marks.count)])
    }
  }

  /// Puts aside what was rejected. Messages that had none of it do not need the quarantine.
  private func keepAside(_ messages: [[Wire.Event]], _ outcomes: inout [Outcome], received: Moment) async {
    do {
      guard outcomes.contains(where: { !$0.rejected.isEmpty }) else { return }
      for (message, outcome) in outcomes.enumerated() {
        for (line, rejection) in outcome.rejected {
          let excerpt = EventDraft(messages[message][line - 1]).excerpt
          try await quarantine.append(rejection, excerpt: excerpt, source: "RecordEvents", received: received)
        }
      }
      try await quarantine.flush()
    } catch {
      for message in outcomes.indices where !outcomes[message].rejected.isEmpty { outcomes[message].error = error }
    }
  }
}
