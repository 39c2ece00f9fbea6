/// How far one feature alone tells clicked cards from the others of their slates.
///
/// Kept beside the artifact of every version that goes live: what tells more than it ever did was not there before.
struct FeatureSeparation: Hashable, Sendable, Codable {
  /// The feature.
  var feature: String
  /// The chance that a clicked card has the higher value than another of its slate, where both have one; ties count half.
  var area: Double
  /// The chance's standard deviation, over listeners.
  var areaError: Double
  /// The chance that a clicked card lacks a value and another of its slate has one; both or neither count half.
  var missingArea: Double
  /// Its standard deviation, over listeners.
  var missingAreaError: Double
  /// The most telling value or range of values: how many times more common it is among clicked cards than among others of
  /// their slates, or less; at least 1.
  var likelihoodRatio: Double
  /// Which value or range that is, for people.
  var range: String

  /// The larger distance from saying nothing: 0 to 0.5.
  var strength: Double { max(abs(area - 0.5), abs(missingArea - 0.5)) }
}
