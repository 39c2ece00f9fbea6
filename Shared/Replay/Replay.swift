public import Domain
public import Features
public import Intake
public import Models
import Policies

/// Recomputes the vectors of logged pages from the raw events, through the one feature core, and demands the same bits.
///
/// For each page the listener's events are folded anew, in the order of the log (``EventOrder``) and as many as the page's
/// profile says it is the fold of; the profile must come out with the very bytes that were logged, and each vector with the
/// very bits. Catalog and popularity are those that the page names; the factor affinity is taken as logged, since the
/// listener's factors are not kept. Of each card the score is computed anew by the version of the model that the shelf names,
/// and the shelf's propensities must be those of its policy (``LoggedPolicy``), its order that of the scores where the policy left
/// nothing to chance. What is changed beyond all that is found by the checksum of the page's line, which counts as a difference too.
///
/// Holds the pages asked for and their listeners' events: some 1 kB a card and 200 B an event.
public struct Replay: Sendable {
  private let events: EventLogReader
  private let catalog: CatalogSnapshot
  private let featureSet: FeatureSet
  private let popularity: @Sendable (UInt32) async throws -> PopularityModel?
  private let ranking: @Sendable (ModelVersion) async throws -> LogisticModel?

  /// A replay of a log.
  ///
  /// - Parameters:
  ///   - catalog: The catalog as it is now; vectors that were served from another version of it are left out.
  ///   - popularity: A version of the popularity model, from 1; nil when it is no longer there.
  ///   - ranking: A version of a ranking model; nil when it is no longer there.
  public init(
    log events: EventLogReader, catalog: CatalogSnapshot, featureSet: FeatureSet = .standard,
    popularity: @escaping @Sendable (UInt32) async throws -> PopularityModel?,
    ranking: @escaping @Sendable (ModelVersion) async throws -> LogisticModel? = { _ in nil }
  ) {
    self.events = events
    self.catalog = catalog
    self.featureSet = featureSet
    self.popularity = popularity
    self.ranking = ranking
  }

  /// Replays the pages of a window, the newest `pagesMax` of them.
  public func run(_ window: Range<Moment>, pagesMax: Int = ReplayLimits.pagesMaxDefault) async throws -> ReplayReport {
    var report = ReplayReport()
    let pages = try await pages(in: window, pagesMax: pagesMax, &report)
    if pages.isEmpty { return report }
    let events = try await events(of: Set(pages.map(\.page.listener)))
    let byListener = Dictionary(grouping: pages) { $0.page.listener }
    for (listener, pages) in byListener.sorted(by: { $0.key < $1.key }) {
      try await replay(
        pages.sorted { $0.snapshot.eventCount < $1.snapshot.eventCount }, events[listener] ?? [], &report)
    }
    return report
  }

  /// A logged page and the profile that it was made for.
  private struct LoggedPage {
    let page: ServedPage
    let snapshot: Profile
  }

  /// The newest pages of a window that say what they were computed from.
  private func pages(
    in window: Range<Moment>, pagesMax: Int, _ report: inout ReplayReport
  ) async throws -> [LoggedPage] {
    var found: [LoggedPage] = []
    var cursor = events.pages(in: window)
    while let hour = try await cursor.next() {
      for page in hour {
        report.newest = max(report.newest ?? page.moment, page.moment)
        guard page.fingerprint == featureSet.fingerprint else {
          report.skip(.otherFingerprint)
          continue
        }
        guard page.shelves.contains(where: { $0.catalogVersion > 0 && $0.hasVectors }) else {
          report.skip(.notRanked)
          continue
        }
        found.append(LoggedPage(page: page, snapshot: try Profile(decoding: page.profile.span)))
      }
      if found.count > 2 * pagesMax { found.removeFirst(found.count - pagesMax) }
    }
    for (reason, entry) in cursor.report.quarantined.entries.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      report.add(
        .damagedLine(source: entry.source, line: entry.line, reason: reason.rawValue, count: Int(clamping: entry.count))
      )
    }
    return Array(found.suffix(pagesMax))
  }

  /// All events of some listeners, in the order in which they were folded.
  private func events(of listeners: Set<ListenerIdentifier>) async throws -> [ListenerIdentifier: [ListenerEvent]] {
    var found: [ListenerIdentifier: [String: ListenerEvent]] = [:]
    var cursor = events.events(in: Moment(milliseconds: 0)..<Moment(milliseconds: IntakeLimits.momentMillisecondsMax))
    while let hour = try await cursor.next() {
      for event in hour where listeners.contains(event.listener) {
        let before = found[event.listener]?[event.identifier]
        // Of an event that stands in the log twice, that of the latest batch counts.
        if let before, EventOrder(before) > EventOrder(event) { continue }
        found[event.listener, default: [:]][event.identifier] = event
      }
    }
    return found.mapValues { $0.values.sorted { EventOrder($0) < EventOrder($1) } }
  }

  /// Replays one listener's pages, those of the shortest history first.
  private func replay(
    _ pages: [LoggedPage], _ events: [ListenerEvent], _ report: inout ReplayReport
  ) async throws {
    var profile = Profile()
    var folded = 0
    for logged in pages {
      let count = Int(clamping: logged.snapshot.eventCount)
      while folded < min(count, events.count) {
        profile.apply(events[folded].event)
        folded += 1
      }
      guard folded == count else {
        report.add(.tooFewEvents(page: logged.page.page, expected: count, got: events.count))
        continue
      }
      var rebuilt = profile
      rebuilt.complete(with: logged.snapshot.attributes, at: logged.page.moment)
      report.pageCount += 1
      if rebuilt.encoded() != logged.page.profile { report.add(.otherProfile(page: logged.page.page)) }
      for shelf in logged.page.shelves { try await compare(shelf, of: logged.page, profile: rebuilt, &report) }
    }
  }

  private func compare(
    _ shelf: ServedShelf, of page: ServedPage, profile: Profile, _ report: inout ReplayReport
  ) async throws {
    guard shelf.hasVectors else { return }
    guard shelf.catalogVersion == catalog.version else { return report.skip(.otherCatalog) }
    var model: PopularityModel?
    if shelf.popularityVersion > 0 {
      model = try await popularity(shelf.popularityVersion)
      guard model != nil else { return report.skip(.popularityGone) }
    }
    let rows = shelf.cards.map { card in
      FeatureRow(
        item: catalog[card.candidate.item]?.item ?? Item(identifier: card.candidate.item),
        popularity: model?.popularity(of: card.candidate.item, for: profile.attributes), source: card.candidate.source,
        sourcePosition: card.candidate.sourcePosition, factorAffinity: card.candidate.factorAffinity)
    }
    let matrix = featureSet.compute(profile: profile, rows: rows, at: page.moment)
    try await compareChoice(shelf, of: page, vectors: shelf.cards.indices.map { matrix.vector(row: $0) }, &report)
    for (row, card) in shelf.cards.enumerated() {
      guard let served = card.features else { continue }
      report.compare(
        served, matrix.vector(row: row), names: featureSet.definitions.map(\.name),
        at: CardAddress(page: page.page, shelf: shelf.shelf, position: row, item: card.candidate.item))
    }
  }
}

extension Replay {
  /// Compares what was chosen and with what chance: scores, propensities and order.
  private func compareChoice(
    _ shelf: ServedShelf, of page: ServedPage, vectors: [FeatureVector], _ report: inout ReplayReport
  ) async throws {
    let seed = "\(page.page)/\(shelf.shelf)"
    let model = shelf.model.version > 0 ? try await ranking(shelf.model) : nil
    if shelf.model.version > 0, model == nil { report.skip(.modelGone) }
    for (position, card) in shelf.cards.enumerated() where model != nil || shelf.model.version == 0 {
      // Without a live model nothing is scored.
      let score = model.map { $0.probability(ofScore: $0.score(vectors[position])) } ?? 0
      guard card.score.bitPattern != score.bitPattern else { continue }
      let address = CardAddress(page: page.page, shelf: shelf.shelf, position: position, item: card.candidate.item)
      report.add(.score(card: address, served: card.score, replayed: score))
    }
    if !LoggedPolicy.explains(shelf.cards.map(\.propensity), policy: shelf.policy, seed: seed) {
      report.add(.propensities(page: page.page, shelf: shelf.shelf, policy: shelf.policy))
    }
    guard model != nil, LoggedPolicy.isGreedy(policy: shelf.policy, seed: seed) == true else { return }
    let scores = shelf.cards.map(\.score)
    if zip(scores, scores.dropFirst()).contains(where: { $0 < $1 }) {
      report.add(.order(page: page.page, shelf: shelf.shelf, policy: shelf.policy))
    }
  }
}

extension ServedShelf {
  /// Whether it was ranked by vectors, and logged them.
  fileprivate var hasVectors: Bool { cards.contains { $0.features != nil } }
}
