import CoreMetrics
import Replay

/// What is counted of replays.
enum ReplayCounters {
  private static let vectors = Counter(label: "replay_vectors_compared_total")
  private static let features = Counter(label: "replay_features_compared_total")
  private static let differences = Counter(label: "replay_differences_total")
  private static let rounds = Counter(label: "replay_rounds_total")
  private static let failures = Counter(label: "replay_failures_total")

  /// Counts a round, with zeros too, so that every metric is there from the first round on.
  static func count(_ report: ReplayReport) {
    vectors.increment(by: report.vectorCount)
    features.increment(by: report.featureCount)
    differences.increment(by: report.differenceCount)
    rounds.increment()
  }

  /// A round could not be done.
  static func countFailure() { failures.increment() }
}
