/// What a logistic model learns from: rows of features, some missing, and whether each was followed by what is predicted.
public struct LabelledRows: Sendable {
  /// How many features a row has.
  public let columnCount: Int
  /// All values, row by row; 0 where missing; finite.
  public let values: [Float]
  /// For each row, a bit for each feature, set when it is missing, lowest bit first, in whole bytes.
  public let missing: [UInt8]
  /// Whether each row is positive.
  public let labels: [Bool]
  /// How much each row counts; above or equal to 0 and finite.
  public let weights: [Float]

  /// Rows with their labels.
  ///
  /// - Parameters:
  ///   - columnCount: How many features a row has, at least 1.
  ///   - values: `columnCount` for each label, row by row.
  ///   - missing: `(columnCount + 7) / 8` bytes for each label.
  ///   - labels: One a row.
  ///   - weights: One a row; nil when all count alike.
  /// - Throws: ``ModelError/sizeMismatch(what:expected:got:)``, ``ModelError/notFinite(what:index:)``,
  ///   ``ModelError/tooMany(what:limit:got:)``.
  public init(
    columnCount: Int, values: [Float], missing: [UInt8], labels: [Bool], weights: [Float]? = nil
  ) throws(ModelError) {
    guard (1...ArtifactLimits.featureCountMax).contains(columnCount) else {
      throw .tooMany(what: "features a row", limit: ArtifactLimits.featureCountMax, got: columnCount)
    }
    let weights = weights ?? [Float](repeating: 1, count: labels.count)
    try Self.check("values", labels.count * columnCount, values.count)
    try Self.check("missing bytes", labels.count * ((columnCount + 7) / 8), missing.count)
    try Self.check("weights", labels.count, weights.count)
    if let index = values.firstIndex(where: { !$0.isFinite }) { throw .notFinite(what: "value", index: index) }
    if let index = weights.firstIndex(where: { !($0.isFinite && $0 >= 0) }) {
      throw .notFinite(what: "weight", index: index)
    }
    self.columnCount = columnCount
    self.values = values
    self.missing = missing
    self.labels = labels
    self.weights = weights
  }

  /// How many rows there are.
  public var rowCount: Int { labels.count }

  /// The value, or nil where it is missing.
  func value(row: Int, column: Int) -> Float? {
    let byte = missing[row * ((columnCount + 7) / 8) + column / 8]
    return byte >> UInt8(column % 8) & 1 == 1 ? nil : values[row * columnCount + column]
  }

  private static func check(_ what: String, _ expected: Int, _ got: Int) throws(ModelError) {
    guard expected == got else { throw .sizeMismatch(what: what, expected: expected, got: got) }
  }
}
