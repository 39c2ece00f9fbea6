public import Features

/// The table that a ranking model is fitted on: one row a card that was shown, as it was served.
///
/// Rows stand in the order of time, the cards of one slate (one shelf of one page) together and in the order shown. Every
/// number is finite. Takes `4 * features + features / 8 + 41` bytes a row: 200 MB a million rows at 40 features.
public struct RankingDataset: Hashable, Sendable {
  /// The most features.
  public static let featuresMax = 1024
  /// The most rows.
  public static let rowsMax = 50_000_000
  /// The longest name of a shelf or a feature, in bytes of UTF-8.
  public static let nameBytesMax = 256

  /// The shelf whose cards these are.
  public let shelf: String
  /// The feature set the vectors were computed by.
  public let fingerprint: String
  /// Names of the features, in the order of the vectors.
  public let featureNames: [String]
  /// The feature that the popularity baseline orders by.
  public let popularityFeature: String

  /// Feature values, row after row; 0 where missing.
  public internal(set) var values: [Float] = []
  /// One bit a feature and row, least significant first, each row from a new byte; 1 where the value is missing.
  public internal(set) var missing: [UInt8] = []
  /// Whether the card was clicked.
  public internal(set) var labels: [Bool] = []
  /// The chance with which the policy put the item where it was, in (0, 1].
  public internal(set) var propensities: [Double] = []
  /// The slate of each row: rising from 0, one number a slate.
  public internal(set) var groups: [UInt32] = []
  /// Whose page the slate is of: a number within this dataset alone, rising from 0 as listeners first appear. It names nobody;
  /// intervals are taken over listeners by it.
  public internal(set) var listeners: [UInt32] = []
  /// When the slate was served; never falling.
  public internal(set) var moments: [Moment] = []
  /// The items shown.
  public internal(set) var items: [ItemIdentifier] = []
  /// The place on the shelf, from 0.
  public internal(set) var positions: [UInt32] = []
  /// The popularity baseline's score: the popularity feature's value, 0 where it is missing.
  public internal(set) var popularity: [Float] = []

  let popularityColumn: Int

  /// A dataset without rows.
  ///
  /// - Throws: ``DatasetError`` when there are too many features, a name is empty, too long or there twice, or no feature
  ///   is called `popularityFeature`.
  public init(shelf: String, fingerprint: String, featureNames: [String], popularityFeature: String)
    throws(DatasetError)
  {
    guard featureNames.count <= Self.featuresMax else {
      throw DatasetError.tooManyFeatures(limit: Self.featuresMax, got: featureNames.count)
    }
    for name in featureNames + [shelf, fingerprint] {
      guard (1...Self.nameBytesMax).contains(name.utf8.count) else {
        throw DatasetError.nameLength(limitBytes: Self.nameBytesMax, gotBytes: name.utf8.count)
      }
    }
    guard Set(featureNames).count == featureNames.count else { throw DatasetError.repeatedFeature(in: shelf) }
    guard let popularityColumn = featureNames.firstIndex(of: popularityFeature) else {
      throw DatasetError.noPopularityFeature(name: popularityFeature)
    }
    self.shelf = shelf
    self.fingerprint = fingerprint
    self.featureNames = featureNames
    self.popularityFeature = popularityFeature
    self.popularityColumn = popularityColumn
  }

  /// How many rows there are.
  public var rowCount: Int { labels.count }

  /// How many slates there are.
  public var groupCount: Int { groups.last.map { Int($0) + 1 } ?? 0 }

  /// How many listeners there are.
  public var listenerCount: Int { listeners.max().map { Int($0) + 1 } ?? 0 }

  /// How many features a row has.
  public var featureCount: Int { featureNames.count }

  /// Bytes of ``missing`` a row.
  public var missingBytesPerRow: Int { (featureCount + 7) / 8 }

  /// One value; nil where it is missing.
  public func value(row: Int, feature: Int) -> Float? {
    let bit = missing[row * missingBytesPerRow + feature / 8] >> UInt8(feature % 8) & 1
    return bit == 1 ? nil : values[row * featureCount + feature]
  }

  /// One row's vector, with the very bits that were served.
  public func vector(row: Int) -> FeatureVector {
    do {
      return try FeatureVector(
        values: Array(values[row * featureCount..<(row + 1) * featureCount]),
        missing: Array(missing[row * missingBytesPerRow..<(row + 1) * missingBytesPerRow]))
    } catch {
      preconditionFailure("checked when the row was added: \(error)")
    }
  }

  /// The rows of each slate, in order.
  public var slates: [Range<Int>] {
    var slates: [Range<Int>] = []
    var start = 0
    for row in 0..<rowCount where row + 1 == rowCount || groups[row + 1] != groups[row] {
      slates.append(start..<row + 1)
      start = row + 1
    }
    return slates
  }
}
