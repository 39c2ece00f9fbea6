import Datasets
import Statistics

/// What a dataset looks like, feature by feature: all that is kept of it to compare the next one with.
///
/// Some 60 kilobytes with the standard feature set, whatever the dataset's size.
struct DatasetStatistics: Hashable, Sendable, Codable {
  /// The feature set that the vectors were computed by.
  var fingerprint: String
  /// How many rows there are.
  var rows: Int
  /// How many of them were clicked.
  var clicked: Int
  /// Each feature, in the order of the vectors.
  var columns: [ColumnStatistics]
  /// What it looks like besides; nil when it is only counted over another's bins, or was kept by an older build.
  var shape: DatasetShape?

  /// The statistics of a dataset, each feature over the bins of a reference, or over its own quantiles when the reference
  /// does not have it.
  ///
  /// Linear in values, besides sorting a sample of each feature that the reference does not have.
  init(of dataset: RankingDataset, overBinsOf reference: DatasetStatistics? = nil) {
    fingerprint = dataset.fingerprint
    rows = dataset.rowCount
    clicked = dataset.labels.count { $0 }
    shape = reference == nil ? DatasetShape(of: dataset) : nil
    columns = dataset.featureNames.indices.map { feature in
      ColumnStatistics(of: dataset, feature: feature, bins: reference?[dataset.featureNames[feature]]?.histogram.bins)
    }
  }

  /// The feature of that name; nil when there is none.
  subscript(name: String) -> ColumnStatistics? { columns.first { $0.feature == name } }
}

/// What one feature of a dataset looks like.
struct ColumnStatistics: Hashable, Sendable, Codable {
  /// The most values that quantiles are taken of, at even distances through the rows.
  static let sampleMax = 100_000
  /// How many bins a feature has at most, besides the one of missing values.
  ///
  /// Ten: each holds about a tenth of the reference, so that the share of a bin is measured to a few hundredths with a
  /// hundred rows already.
  static let binsMax = 10

  /// The feature's name.
  var feature: String
  /// Its figures.
  var summary: ColumnSummary
  /// Its distribution.
  var histogram: Histogram

  /// One feature's statistics over given bins, or over its own quantiles.
  init(of dataset: RankingDataset, feature: Int, bins: Bins?) {
    self.feature = dataset.featureNames[feature]
    var summary = ColumnSummary()
    var histogram = Histogram(bins: bins ?? Self.quantileBins(of: dataset, feature: feature))
    for row in 0..<dataset.rowCount {
      let value = dataset.value(row: row, feature: feature).map(Double.init)
      summary.add(value)
      histogram.add(value)
    }
    self.summary = summary
    self.histogram = histogram
  }

  private static func quantileBins(of dataset: RankingDataset, feature: Int) -> Bins {
    let step = max(1, (dataset.rowCount + sampleMax - 1) / sampleMax)
    let sample = stride(from: 0, to: dataset.rowCount, by: step)
      .compactMap { dataset.value(row: $0, feature: feature).map(Double.init) }
    return Bins(quantilesOf: sample, countMax: binsMax)
  }
}
