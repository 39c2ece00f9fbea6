import Datasets
import Domain
import Features
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
  /// Lines of the log that could not be used.
  var quarantined: UInt64 = 0
  /// Events read.
  var events: UInt64 = 0
  /// Pages read.
  var pages: UInt64 = 0
}
