import Features
import Storage

extension AlertRecord {
  /// A violation to keep.
  init(_ violation: Violation, moment: Moment, name: String, key: String) {
    let compared = violation.distributions
    self.init(
      moment: moment, name: name, key: key, rule: violation.rule.rawValue, feature: violation.feature,
      message: violation.message, measured: violation.measured, limit: violation.limit,
      before: compared.map { Self.bins($0.labels, $0.before) } ?? [],
      now: compared.map { Self.bins($0.labels, $0.now) } ?? [])
  }

  private static func bins(_ labels: [String], _ shares: [Double]) -> [DistributionBin] {
    zip(labels, shares).map { DistributionBin(label: $0, share: $1) }
  }
}
