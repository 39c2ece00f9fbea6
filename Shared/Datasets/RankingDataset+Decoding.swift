import Crypto
import Features

extension RankingDataset {
  /// A dataset from its bytes.
  ///
  /// Nothing is allocated before the lengths were checked against the bytes that are there.
  ///
  /// - Throws: ``DatasetError`` for anything that ``encoded()`` did not write, damaged bytes included.
  public init(decoding bytes: [UInt8]) throws(DatasetError) {
    guard bytes.starts(with: DatasetFormat.magic) else { throw DatasetError.notADataset }
    var reader = LittleEndianReader(bytes: bytes, offset: DatasetFormat.magic.count)
    let version = try reader.integer(UInt32.self)
    guard version == DatasetFormat.version else {
      throw DatasetError.unknownVersion(known: DatasetFormat.version, got: version)
    }
    let features = try reader.integer(UInt32.self)
    let rows = try reader.integer(UInt64.self)
    guard features <= Self.featuresMax else {
      throw DatasetError.tooManyFeatures(limit: Self.featuresMax, got: Int(features))
    }
    guard rows <= Self.rowsMax else { throw DatasetError.tooManyRows(limit: Self.rowsMax) }
    let header = [try reader.name(), try reader.name(), try reader.name()]
    var names: [String] = []
    for _ in 0..<features { names.append(try reader.name()) }
    let tail = Int(rows) * DatasetFormat.bytesPerRow(features: Int(features)) + DatasetFormat.checksumBytes
    guard reader.offset + tail == bytes.count else {
      throw DatasetError.wrongLength(expectedBytes: reader.offset + tail, gotBytes: bytes.count)
    }
    let body = bytes.count - DatasetFormat.checksumBytes
    guard SHA256.hash(data: bytes[..<body]).elementsEqual(bytes[body...]) else { throw DatasetError.checksum }
    try self.init(shelf: header[0], fingerprint: header[1], featureNames: names, popularityFeature: header[2])
    try readColumns(rows: Int(rows), from: &reader)
    try requireValidColumns()
  }

  private mutating func readColumns(rows: Int, from reader: inout LittleEndianReader) throws(DatasetError) {
    values = try reader.integers(UInt32.self, count: rows * featureCount).map(Float.init(bitPattern:))
    missing = try reader.integers(UInt8.self, count: rows * missingBytesPerRow)
    let labelBytes = try reader.integers(UInt8.self, count: rows)
    if let row = labelBytes.firstIndex(where: { $0 > 1 }) { throw DatasetError.wrongValue(column: "label", row: row) }
    labels = labelBytes.map { $0 == 1 }
    propensities = try reader.integers(UInt64.self, count: rows).map(Double.init(bitPattern:))
    groups = try reader.integers(UInt32.self, count: rows)
    listeners = try reader.integers(UInt32.self, count: rows)
    moments = try reader.integers(Int64.self, count: rows).map(Moment.init(milliseconds:))
    items.reserveCapacity(rows)
    for (row, rawValue) in try reader.integers(UInt64.self, count: rows).enumerated() {
      guard let item = ItemIdentifier(rawValue: rawValue) else {
        throw DatasetError.wrongValue(column: "item", row: row)
      }
      items.append(item)
    }
    positions = try reader.integers(UInt32.self, count: rows)
    popularity = (0..<rows).map { values[$0 * featureCount + popularityColumn] }
  }

  /// Holds what the type promises: finite numbers without minus zero, zeros where missing, propensities in (0, 1], slates
  /// in order, one listener a slate, listeners numbered as they first appear.
  private func requireValidColumns() throws(DatasetError) {
    if let index = values.firstIndex(where: { !$0.isFinite || $0.bitPattern == (-0.0 as Float).bitPattern }) {
      throw DatasetError.wrongValue(column: featureNames[index % featureCount], row: index / featureCount)
    }
    let spareBits: UInt8 = featureCount % 8 == 0 ? 0 : 255 << UInt8(featureCount % 8)
    var listenerCount: UInt32 = 0
    for row in 0..<rowCount {
      guard listeners[row] <= listenerCount else { throw DatasetError.wrongValue(column: "listener", row: row) }
      listenerCount = max(listenerCount, listeners[row] + 1)
      guard missing[(row + 1) * missingBytesPerRow - 1] & spareBits == 0 else {
        throw DatasetError.wrongValue(column: "missing bitmap", row: row)
      }
      for feature in 0..<featureCount where value(row: row, feature: feature) == nil {
        guard values[row * featureCount + feature].bitPattern == 0 else {
          throw DatasetError.wrongValue(column: featureNames[feature], row: row)
        }
      }
      guard propensities[row] > 0, propensities[row] <= 1 else {
        throw DatasetError.wrongValue(column: "propensity", row: row)
      }
      try requireOrder(row: row)
    }
  }

  private func requireOrder(row: Int) throws(DatasetError) {
    guard row > 0 else {
      if groups[0] != 0 { throw DatasetError.wrongValue(column: "slate", row: 0) }
      return
    }
    let step = Int(groups[row]) - Int(groups[row - 1])
    guard step == 0 || step == 1 else { throw DatasetError.wrongValue(column: "slate", row: row) }
    let inOrder = step == 0 ? moments[row] == moments[row - 1] : moments[row] >= moments[row - 1]
    guard inOrder else { throw DatasetError.wrongValue(column: "moment", row: row) }
    guard step == 1 || listeners[row] == listeners[row - 1] else {
      throw DatasetError.wrongValue(column: "listener", row: row)
    }
  }
}
