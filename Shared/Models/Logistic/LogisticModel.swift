public import Features

/// A logistic regression over a feature set with explicit missing values.
///
/// The score is the intercept plus, for each feature in order, either its weight times its standardized value or the weight
/// of its being missing. Float arithmetic in that fixed order: the same bits on every machine, however many rows are scored
/// together. Immutable.
public struct LogisticModel: Hashable, Sendable {
  /// The fingerprint of the feature set it was fitted on: score no other.
  public let fingerprint: String
  /// The score when every feature is at its mean.
  public let intercept: Float
  /// What it holds of each feature, in the feature set's order.
  public let features: [FeatureWeight]

  /// A model of finite numbers.
  init(fingerprint: String, intercept: Float, features: [FeatureWeight]) {
    self.fingerprint = fingerprint
    self.intercept = intercept
    self.features = features
  }

  /// The log-odds for one vector of the model's feature set: finite, higher is likelier.
  public func score(_ vector: FeatureVector) -> Float {
    precondition(vector.values.count == features.count, "a vector of another feature set")
    var score = intercept
    for (column, feature) in features.enumerated() {
      score += feature.contribution(of: vector[column])
    }
    return Self.bounded(score)
  }

  /// The log-odds for each row.
  public func scores(_ matrix: FeatureMatrix) -> [Float] {
    precondition(matrix.columnCount == features.count, "a matrix of another feature set")
    return (0..<matrix.rowCount).map { row in
      var score = intercept
      for (column, feature) in features.enumerated() { score += feature.contribution(of: matrix[row, column]) }
      return Self.bounded(score)
    }
  }

  private static func bounded(_ score: Float) -> Float { min(scoreMagnitudeMax, max(-scoreMagnitudeMax, score)) }

  /// The probability that a score stands for, 0 to 1.
  public func probability(ofScore score: Float) -> Float {
    DeterministicMath.sigmoid(score)
  }

  /// Scores are cut here: beyond, the probability is 0 or 1 in Float anyway.
  static let scoreMagnitudeMax: Float = 1e6
}
