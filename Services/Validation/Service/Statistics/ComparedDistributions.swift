import Statistics

/// A feature's distribution in two datasets, over the same bins.
struct ComparedDistributions: Hashable, Sendable {
  /// The bins' ranges, for people; the last is "missing".
  var labels: [String]
  /// The shares of the last good dataset.
  var before: [Double]
  /// The shares of this one.
  var now: [Double]

  /// Two histograms side by side.
  ///
  /// - Precondition: They have the same bins.
  init(before: Histogram, now: Histogram) {
    precondition(before.bins == now.bins, "the new dataset is counted over the bins of the last good one")
    labels = before.labels
    self.before = before.shares
    self.now = now.shares
  }

  /// The bin whose shares differ most.
  var widest: Int {
    labels.indices.max { abs(before[$0] - now[$0]) < abs(before[$1] - now[$1]) } ?? 0
  }

  /// The Chebyshev (L-infinity) distance: the largest difference of one bin's shares, 0 to 1.
  var distance: Double { abs(before[widest] - now[widest]) }
}
