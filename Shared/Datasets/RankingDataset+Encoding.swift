import Crypto
import Features

/// The dataset's bytes, all numbers little-endian:
///
/// | part | bytes |
/// |---|---|
/// | "BSRANKDS" | 8 |
/// | format, features, rows | 4, 4, 8 |
/// | shelf, fingerprint, popularity feature, feature names | each a 2-byte length and UTF-8 |
/// | values, missing, labels, propensities, groups, listeners, moments, items, positions | one column after the other |
/// | SHA-256 of all before it | 32 |
///
/// The popularity column is not written: it is one of the values.
enum DatasetFormat {
  static let magic = Array("BSRANKDS".utf8)
  static let version: UInt32 = 2
  static let headerBytes = 24
  static let checksumBytes = 32

  static func bytesPerRow(features: Int) -> Int { features * 4 + (features + 7) / 8 + 1 + 8 + 4 + 4 + 8 + 8 + 4 }
}

extension RankingDataset {
  /// The dataset in its compact format, which ``init(decoding:)`` reads. Equal datasets have equal bytes.
  public func encoded() -> [UInt8] {
    var bytes = DatasetFormat.magic
    bytes.reserveCapacity(4096 + rowCount * DatasetFormat.bytesPerRow(features: featureCount))
    bytes.append(littleEndian: [DatasetFormat.version, UInt32(featureCount)])
    bytes.append(littleEndian: [UInt64(rowCount)])
    for name in [shelf, fingerprint, popularityFeature] + featureNames {
      bytes.append(littleEndian: [UInt16(name.utf8.count)])
      bytes.append(contentsOf: name.utf8)
    }
    bytes.append(littleEndian: values.map(\.bitPattern))
    bytes.append(contentsOf: missing)
    bytes.append(contentsOf: labels.map { $0 ? 1 : 0 })
    bytes.append(littleEndian: propensities.map(\.bitPattern))
    bytes.append(littleEndian: groups)
    bytes.append(littleEndian: listeners)
    bytes.append(littleEndian: moments.map(\.milliseconds))
    bytes.append(littleEndian: items.map(\.rawValue))
    bytes.append(littleEndian: positions)
    bytes.append(contentsOf: SHA256.hash(data: bytes))
    return bytes
  }
}
