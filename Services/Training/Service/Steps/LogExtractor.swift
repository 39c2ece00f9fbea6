import Datasets
import Domain
import Features
import Intake
import Models
import Storage

/// Reads the event log up to a moment: events into profiles, popularity and clicks, then pages into datasets.
struct LogExtractor: Sendable {
  /// The shelves whose models are trained.
  let shelves: [ShelfDefinition]
  /// What pages must have been served by.
  let featureSet: FeatureSet
  /// How much is held.
  let limits: ExtractionLimits
  /// The log.
  let reader: EventLogReader

  /// The feature that the popularity baseline orders by.
  static let popularityFeature = "pair.popularity"

  /// Everything up to the moment, it included.
  func extract(until moment: Moment) async throws -> ExtractedLog {
    var log = ExtractedLog(popularity: PopularityCounter(asOf: moment), datasets: try builders())
    let end = Moment(milliseconds: moment.milliseconds + 1)
    let pagesFrom = moment.adding(seconds: -Int64(limits.pageDays) * 86_400)
    var clicks = ClickSet(clicksMax: limits.clicksMax, window: limits.attributionWindow, until: moment)
    var events = reader.events(in: Moment(milliseconds: 0)..<end)
    while let hour = try await events.next() {
      try Task.checkCancellation()
      for event in hour { take(event, into: &log) }
      if !log.datasets.isEmpty {
        for event in hour where event.event.moment >= pagesFrom { try clicks.add(event) }
      }
    }
    if !log.datasets.isEmpty {
      var pages = reader.pages(in: max(pagesFrom, Moment(milliseconds: 0))..<end)
      while let hour = try await pages.next() {
        try Task.checkCancellation()
        for page in hour { try take(page, &clicks, into: &log) }
      }
      for click in clicks.withoutPage { log.misfits.add(click, .unknownPage) }
      log.pages = pages.report.records
      log.quarantinedPages = pages.report.quarantined
    }
    log.events = events.report.records
    log.quarantinedEvents = events.report.quarantined
    return log
  }

  private func builders() throws -> [String: RankingDatasetBuilder] {
    var builders: [String: RankingDatasetBuilder] = [:]
    for shelf in shelves {
      guard let model = shelf.model else { continue }
      builders[model] = try RankingDatasetBuilder(
        shelf: shelf.shelf, fingerprint: featureSet.fingerprint, featureNames: featureSet.definitions.map(\.name),
        popularityFeature: Self.popularityFeature, rowsMax: min(limits.rowsMax, ExtractionLimits.rowsLimit))
    }
    return builders
  }

  private func take(_ event: ListenerEvent, into log: inout ExtractedLog) {
    let isKept = log.profiles[event.listener] != nil || log.profiles.count < limits.listenersMax
    if isKept {
      log.profiles[event.listener, default: Profile()].apply(event.event)
    } else {
      log.eventsOfListenersLeftOut += 1
    }
    count(event.event, by: log.profiles[event.listener]?.attributes ?? ListenerAttributes(), into: &log)
  }

  /// A listen is one of its item, of the artist, and of what it was started from, as in the profile.
  private func count(_ event: Event, by attributes: ListenerAttributes, into log: inout ExtractedLog) {
    switch event.action {
    case .listen(let listen):
      log.listens += 1
      for item in Set([listen.item, listen.artist, listen.context].compactMap(\.self)) {
        log.popularity.add(item, by: attributes, at: event.moment)
      }
    case .counted(let item, let plays):
      log.listens += UInt64(plays)
      log.popularity.add(item, by: attributes, at: nil, listens: plays)
    case .click, .like, .follow, .hide, .account: break
    }
  }

  private func take(_ page: ServedPage, _ clicks: inout ClickSet, into log: inout ExtractedLog) throws {
    let labels = clicks.join(page)
    for (click, misfit) in labels.misfits { log.misfits.add(click, misfit) }
    // An array of the names: iterating over the dictionary itself would hold it, and every page would copy every dataset.
    for model in Array(log.datasets.keys) { try log.datasets[model]?.add(page, labels: labels) }
  }
}
