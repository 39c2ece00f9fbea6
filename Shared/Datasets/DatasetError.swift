/// Why a dataset could not be built or read. Carries no listener data.
public enum DatasetError: Error, Hashable, Sendable, CustomStringConvertible {
  /// More features than a dataset may have.
  case tooManyFeatures(limit: Int, got: Int)
  /// More rows than asked for or than a dataset may have.
  case tooManyRows(limit: Int)
  /// More clicks than a run may hold.
  case tooManyClicks(limit: Int)
  /// A name is empty or too long.
  case nameLength(limitBytes: Int, gotBytes: Int)
  /// Two features have one name.
  case repeatedFeature(in: String)
  /// No feature has the name that the baseline orders by.
  case noPopularityFeature(name: String)
  /// The bytes are not a dataset's.
  case notADataset
  /// A format that this build does not know.
  case unknownVersion(known: UInt32, got: UInt32)
  /// The bytes end too soon or go on too long.
  case wrongLength(expectedBytes: Int, gotBytes: Int)
  /// The bytes are not those that were written.
  case checksum
  /// A number that no dataset may hold, at a row.
  case wrongValue(column: String, row: Int)

  /// What was wrong and what to do.
  public var description: String {
    switch self {
    case .tooManyFeatures(let limit, let got):
      "the dataset has \(got) features; at most \(limit) are allowed"
    case .tooManyRows(let limit):
      "the dataset has more than \(limit) rows; learn from a shorter period or raise the limit"
    case .tooManyClicks(let limit):
      "the period has more than \(limit) clicks; learn from a shorter period or raise extract.clicksMost"
    case .nameLength(let limitBytes, let gotBytes):
      "a name in the dataset has \(gotBytes) bytes; it must have 1 to \(limitBytes)"
    case .repeatedFeature(let shelf):
      "the dataset of \(shelf) has two features of one name; every feature needs its own"
    case .noPopularityFeature(let name):
      "no feature is called \"\(name)\", which the popularity baseline orders by; name one of the feature set's"
    case .notADataset:
      "these bytes are not a ranking dataset; give the key of an object under datasets/"
    case .unknownVersion(let known, let got):
      "the dataset has format \(got) and this build reads \(known); run the training again with this build"
    case .wrongLength(let expectedBytes, let gotBytes):
      "the dataset should have \(expectedBytes) bytes and has \(gotBytes); it was cut or added to: build it again"
    case .checksum:
      "the dataset's checksum does not fit its bytes; it was damaged: build it again"
    case .wrongValue(let column, let row):
      "row \(row) of the dataset has an impossible \(column); it was not written by this format: build it again"
    }
  }
}
