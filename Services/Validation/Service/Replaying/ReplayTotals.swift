import Features
import Replay

/// What all rounds of a process came to.
struct ReplayTotals: Hashable, Sendable {
  /// Rounds that ended as they should.
  var rounds = 0
  /// When the last of them began; nil before the first.
  var lastRound: Moment?
  /// The moment of the newest page that was replayed.
  var newest: Moment?
  /// Pages replayed.
  var pages = 0
  /// Vectors compared.
  var vectors = 0
  /// Features compared.
  var features = 0
  /// How much differed.
  var differences = 0
  /// The first differences, at most ``differencesKeptMax``.
  var firstDifferences: [String] = []
  /// What was left out, by reason.
  var skipped: [ReplaySkip: Int] = [:]
  /// Why the last round could not be done; empty when it was.
  var failure = ""

  /// How many differences are kept to be shown.
  static let differencesKeptMax = 20

  /// Adds a round.
  mutating func add(_ report: ReplayReport, at moment: Moment) {
    rounds += 1
    lastRound = moment
    failure = ""
    if let newest = report.newest { self.newest = max(self.newest ?? newest, newest) }
    pages += report.pageCount
    vectors += report.vectorCount
    features += report.featureCount
    differences += report.differenceCount
    let room = Self.differencesKeptMax - firstDifferences.count
    firstDifferences += report.differences.prefix(max(0, room)).map(\.description)
    skipped.merge(report.skipped, uniquingKeysWith: +)
  }
}
