import Datasets
import Features

/// Demands that slates stand in the dataset once.
///
/// A copy has the listener, the items and the labels of another slate of nearly the same moment. A listener who asks for the page
/// twice within a second may be shown the same; of the very same moment hardly anybody is.
struct DuplicateCheck: DatasetCheck {
  /// The share of slates that may be a copy of one of the same moment.
  static let sameMomentMax = 0.005
  /// The share of slates that may be a copy of one of less than ``secondsNear`` before.
  static let nearMomentMax = 0.1
  /// What counts as nearly the same moment.
  static let secondsNear: Int64 = 2
  /// Fewer copies than these are chance.
  static let copiesMin = 5

  func violations(in subject: CheckSubject) -> [Violation] {
    let slates = subject.dataset.slates
    let copies = Self.copies(in: subject.dataset, slates)
    for (count, limit, what) in [
      (copies.same, Self.sameMomentMax, "the same moment"), (copies.near, Self.nearMomentMax, "nearly the same moment"),
    ] {
      let share = Double(count) / Double(max(1, slates.count))
      guard count >= Self.copiesMin, share > limit else { continue }
      return [
        Violation(
          rule: .duplicate,
          message: """
            \(count) of \(slates.count) slates (\(Percent.text(share))) are copies of another slate of the same listener and \
            \(what): see what logged pages twice under two names
            """,
          measured: share, limit: limit)
      ]
    }
    return []
  }

  private static func copies(in dataset: RankingDataset, _ slates: [Range<Int>]) -> (same: Int, near: Int) {
    struct Content: Hashable {
      var listener: UInt32
      var items: [UInt64]
      var labels: [Bool]
    }
    var latest: [Content: Int64] = [:]
    var copies = (same: 0, near: 0)
    for slate in slates {
      let moment = dataset.moments[slate.lowerBound].milliseconds
      let content = Content(
        listener: dataset.listeners[slate.lowerBound], items: dataset.items[slate].map(\.rawValue),
        labels: Array(dataset.labels[slate]))
      if let before = latest.updateValue(moment, forKey: content) {
        if before == moment { copies.same += 1 }
        if moment - before < secondsNear * 1000 { copies.near += 1 }
      }
    }
    return copies
  }
}
