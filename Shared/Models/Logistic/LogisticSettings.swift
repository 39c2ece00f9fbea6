/// How a logistic model is fitted.
public struct LogisticSettings: Hashable, Sendable {
  /// Strength of the pull of every weight but the intercept towards 0, in rows: 1e-6 to 1e9.
  ///
  /// The fit minimizes the summed log loss plus half of this times the sum of squared weights of standardized features.
  public var regularization = 10.0
  /// How many Newton steps at most, 1 to 1,000. A handful is usual.
  public var stepCountMax = 50

  /// The usual settings.
  public init() {}

  func check() throws(ModelError) {
    guard (1e-6...1e9).contains(regularization) else {
      throw .settingOutOfRange(name: "regularization", got: regularization, allowed: "from 1e-6 to 1e9")
    }
    guard (1...1_000).contains(stepCountMax) else {
      throw .settingOutOfRange(name: "stepCountMax", got: Double(stepCountMax), allowed: "from 1 to 1000")
    }
  }
}
