import Datasets
import Domain
import Features
import Intake
import Models

/// What a run learns from, gathered in one pass over the log.
struct ExtractedLog: Sendable {
  /// Listeners' profiles as of the run's moment.
  var profiles: [ListenerIdentifier: Profile] = [:]
  /// Events of listeners beyond the limit: their listens count as popularity, nothing else of them is kept.
  var eventsOfListenersLeftOut = 0
  /// Listens by item, segment and week.
  var popularity: PopularityCounter
  /// Timed listens and counted plays.
  var listens: UInt64 = 0
  /// The ranking datasets, by model.
  var datasets: [String: RankingDatasetBuilder]
  /// Clicks that label nothing, by reason.
  var misfits = MisfitTally()
  /// Lines of events that could not be used.
  var quarantinedEvents = QuarantineTally()
  /// Lines of pages that could not be used.
  var quarantinedPages = QuarantineTally()
  /// Events read.
  var events: UInt64 = 0
  /// Pages read.
  var pages: UInt64 = 0

  /// What was left out so far: lines that cannot be read, and listeners beyond the limit.
  func losses(listenersMax: Int) -> [LeftOut] {
    let beyond = LeftOut.Entry(
      reason: "of listeners beyond \(listenersMax)", count: eventsOfListenersLeftOut,
      remedy: "raise extract.listenersMost as far as memory allows")
    return [
      LeftOut("events", used: max(0, Int(events) - eventsOfListenersLeftOut), [beyond]),
      LeftOut("lines of events", used: Int(events), Self.entries(quarantinedEvents)),
      LeftOut("lines of pages", used: Int(pages), Self.entries(quarantinedPages)),
    ]
  }

  private static func entries(_ tally: QuarantineTally) -> [LeftOut.Entry] {
    tally.entries.map { reason, entry in
      LeftOut.Entry(
        reason: reason.rawValue, count: Int(entry.count),
        remedy:
          "line \(entry.line) of \(entry.source) is the first of \(reason.rawValue): restore the log or take it out")
    }
  }
}
