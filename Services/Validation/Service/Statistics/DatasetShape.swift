import Datasets
import Features

/// What a dataset looks like besides the distributions of its features: how much there is of when, who clicked what where, and
/// how much each feature says of the clicks.
///
/// Some 15 kilobytes with the standard feature set.
struct DatasetShape: Hashable, Sendable, Codable {
  /// Slates of one UTC day.
  struct Day: Hashable, Sendable, Codable {
    /// Days since 1970.
    var day: Int64
    /// How many slates.
    var slates: Int
  }

  /// A group of listeners.
  struct Slice: Hashable, Sendable, Codable {
    /// Such as "listener.tier.free".
    var name: String
    /// The feature that tells it from others.
    var feature: String
    /// Its share of the rows.
    var share: Estimate
    /// The share of its rows that were clicked; nil when it has none.
    var clickRate: Estimate?
  }

  /// How much a column says of the clicks.
  struct Signal: Hashable, Sendable, Codable {
    /// The feature, or ``positionName``.
    var feature: String
    /// The chance that a clicked card has more of it than a card of the same slate that was not clicked, ties counting half.
    var area: Estimate
  }

  /// How many slates there are.
  var slates: Int
  /// When the first and the last were served, in milliseconds since 1970.
  var first: Int64
  /// See ``first``.
  var last: Int64
  /// The last ``daysMax`` days that have slates, in order.
  var days: [Day]
  /// Slates by hour of the UTC day.
  var hours: [Int]
  /// The share of cards that were clicked.
  var clickRate: Estimate?
  /// Cards by their propensity: exactly 1, then from 1/2 below 1, from 1/4 below 1/2, and so on.
  var propensities: [Int]
  /// Groups of listeners.
  var slices: [Slice]
  /// The columns that say most of the clicks, most first; the position among them whatever it says.
  var signals: [Signal]

  /// The most days that are kept.
  static let daysMax = 120
  /// The most columns whose signal is kept.
  static let signalsMax = 256
  /// Bins of propensities.
  static let propensityBins = 16
  /// What the position is called among the signals.
  static let positionName = "position"

  /// The shape of a dataset. Linear in its values, and in the pairs of cards of at most ``SlateSignals/slatesMax`` slates.
  init(of dataset: RankingDataset) {
    let slates = dataset.slates
    let clusters = Clusters(dataset, slates)
    self.slates = slates.count
    first = dataset.moments.first?.milliseconds ?? 0
    last = dataset.moments.last?.milliseconds ?? 0
    var byDay: [Int64: Int] = [:]
    hours = [Int](repeating: 0, count: 24)
    for slate in slates {
      let moment = dataset.moments[slate.lowerBound]
      byDay[moment.day, default: 0] += 1
      hours[moment.hourOfDay] += 1
    }
    days = byDay.sorted { $0.key < $1.key }.suffix(Self.daysMax).map { Day(day: $0.key, slates: $0.value) }
    clickRate = clusters.share(of: { dataset.labels[$0] }, in: { _ in true })
    propensities = [Int](repeating: 0, count: Self.propensityBins)
    for propensity in dataset.propensities { propensities[Self.bin(of: propensity)] += 1 }
    slices = SliceNames(dataset).slices.compactMap { name, feature, contains in
      guard let share = clusters.share(of: contains, in: { _ in true }) else { return nil }
      return Slice(
        name: name, feature: feature, share: share, clickRate: clusters.share(of: { dataset.labels[$0] }, in: contains))
    }
    signals = SlateSignals(dataset, slates, clusters).strongest(Self.signalsMax)
  }

  /// The signal of a column; nil when it is not kept.
  func signal(of feature: String) -> Estimate? { signals.first { $0.feature == feature }?.area }

  /// The bin of a propensity in (0, 1].
  static func bin(of propensity: Double) -> Int {
    propensity >= 1 ? 0 : min(propensityBins - 1, max(1, -Int(propensity.exponent)))
  }
}
