/// What a feature is: enough to read a column without the code.
public struct FeatureDefinition: Hashable, Sendable {
  /// Its name, such as "pair.sinceHeard": what it is of, then what it is. Unique within a set.
  public let name: String
  /// What it means, in one sentence for people.
  public let meaning: String
  /// What it is counted in, such as "log1p(seconds)".
  public let unit: String
  /// The least and the greatest value. Values beyond are moved to the bound.
  public let bounds: ClosedRange<Float>
  /// When the value is missing, for people; nil when it never is.
  public let missingRule: String?

  /// A definition. The bounds are finite.
  public init(name: String, meaning: String, unit: String, bounds: ClosedRange<Float>, missingRule: String?) {
    precondition(bounds.lowerBound.isFinite && bounds.upperBound.isFinite, "\(name) needs finite bounds")
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.bounds = bounds
    self.missingRule = missingRule
  }
}
