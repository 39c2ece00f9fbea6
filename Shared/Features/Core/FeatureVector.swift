/// The feature values of one row, in the order of the feature set: what is logged, and what models read.
///
/// Finite by construction, and 0 where a value is missing, so that equal vectors have equal bits.
public struct FeatureVector: Hashable, Sendable {
  /// One value a feature; 0 where it is missing.
  public let values: [Float]
  /// One bit a feature, least significant first, 1 where the value is missing; the unused bits of the last byte are 0.
  public let missing: [UInt8]

  /// The most features that a vector may have.
  public static let countMax = 4096

  /// A vector from what was logged or sent.
  ///
  /// - Throws: When there are more than ``countMax`` values, the bitmap has another length than
  ///   ``missingByteCount(for:)``,   a value is not finite or is minus zero, or a missing one is not 0.
  public init(values: [Float], missing: [UInt8]) throws(FeatureVectorError) {
    guard values.count <= Self.countMax else { throw .tooManyValues(limit: Self.countMax, got: values.count) }
    let byteCount = Self.missingByteCount(for: values.count)
    guard missing.count == byteCount else { throw .wrongBitmapLength(expected: byteCount, got: missing.count) }
    for (index, value) in values.enumerated() {
      guard value.isFinite else { throw .notFinite(index: index) }
      let isMissing = missing[index / 8] >> UInt8(index % 8) & 1 == 1
      guard !isMissing || value == 0 else { throw .valueWhereMissing(index: index) }
      guard value != 0 || value.bitPattern == 0 else { throw .negativeZero(index: index) }
    }
    if !values.count.isMultiple(of: 8), let last = missing.last {
      guard last >> UInt8(values.count % 8) == 0 else { throw .bitsBeyondEnd(count: values.count) }
    }
    self.values = values
    self.missing = missing
  }

  /// Without checks, for what the core itself computed.
  init(checkedValues values: [Float], missing: [UInt8]) {
    self.values = values
    self.missing = missing
  }

  /// How many features it has.
  public var count: Int { values.count }

  /// The value of the feature at that index; nil when it is missing.
  public subscript(_ index: Int) -> Float? {
    missing[index / 8] >> UInt8(index % 8) & 1 == 1 ? nil : values[index]
  }

  /// The length of the bitmap for so many features.
  public static func missingByteCount(for count: Int) -> Int { (count + 7) / 8 }
}

/// Why bytes are not a feature vector.
public enum FeatureVectorError: Error, Hashable, Sendable, CustomStringConvertible {
  /// More values than any feature set has.
  case tooManyValues(limit: Int, got: Int)
  /// The bitmap of missing values does not fit the number of values.
  case wrongBitmapLength(expected: Int, got: Int)
  /// NaN or infinite.
  case notFinite(index: Int)
  /// Minus zero, which no feature computes.
  case negativeZero(index: Int)
  /// A value other than 0 that is said to be missing.
  case valueWhereMissing(index: Int)
  /// The bitmap marks features that the vector does not have.
  case bitsBeyondEnd(count: Int)

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .tooManyValues(let limit, let got):
      "a feature vector has \(got) values, at most \(limit) are allowed: check who wrote it"
    case .wrongBitmapLength(let expected, let got):
      "the bitmap of missing values has \(got) bytes, \(expected) are needed: send one bit for each value"
    case .notFinite(let index):
      "feature value \(index) is not finite: mark it as missing and send 0"
    case .negativeZero(let index):
      "feature value \(index) is minus zero: send 0"
    case .valueWhereMissing(let index):
      "feature value \(index) is marked missing and is not 0: send 0 or clear the mark"
    case .bitsBeyondEnd(let count):
      "the bitmap of missing values marks features after the last of \(count): clear the unused bits"
    }
  }
}
