/// Why a model could not be fitted or read. Carries no listener data.
public enum ModelError: Error, Hashable, Sendable {
  /// A setting lies outside what it may be.
  case settingOutOfRange(name: String, got: Double, allowed: String)
  /// There was nothing to learn from.
  case nothingToLearnFrom(what: String)
  /// Two inputs that belong together differ in size.
  case sizeMismatch(what: String, expected: Int, got: Int)
  /// A number that must be finite is not.
  case notFinite(what: String, index: Int)
  /// Every label is the same, so nothing separates them.
  case oneClass(positives: Int, negatives: Int)
  /// A linear system had no unique solution.
  case notPositiveDefinite(order: Int)
  /// Eigenvalues did not converge.
  case noEigenvalues(order: Int)
  /// More than the stated bound.
  case tooMany(what: String, limit: Int, got: Int)
  /// The bytes are some other thing than the artifact expected.
  case notThisArtifact(expected: String)
  /// The artifact was written by another release.
  case versionUnknown(artifact: String, supported: UInt32, got: UInt32)
  /// The bytes ended early.
  case truncated(artifact: String, offset: Int, needed: Int)
  /// Bytes follow the artifact's end.
  case trailingBytes(artifact: String, count: Int)
  /// The artifact's bytes changed since it was written.
  case checksumMismatch(artifact: String)
  /// A value in the artifact cannot be.
  case invalidValue(artifact: String, what: String, index: Int)
}

extension ModelError: CustomStringConvertible {
  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .settingOutOfRange(let name, let got, let allowed): "\(name) is \(got), but must be \(allowed)"
    case .nothingToLearnFrom(let what): "there are no \(what) to learn from: import or simulate some first"
    case .sizeMismatch(let what, let expected, let got): "\(what): \(expected) expected, \(got) given"
    case .notFinite(let what, let index): "\(what) \(index) is not a finite number: check the data set"
    case .oneClass(let positives, let negatives):
      "all labels are alike (\(positives) positive, \(negatives) negative): collect more impressions"
    case .notPositiveDefinite(let order):
      "a system of \(order) equations has no unique solution: raise the regularization"
    case .noEigenvalues(let order): "eigenvalues of order \(order) did not converge: check the data for huge numbers"
    case .tooMany(let what, let limit, let got): "\(got) \(what), but the limit is \(limit)"
    case .notThisArtifact(let expected): "these bytes are not a \(expected) artifact: check the model's name"
    case .versionUnknown(let artifact, let supported, let got):
      "\(artifact) artifact of version \(got), but this release reads version \(supported): train it again"
    case .truncated(let artifact, let offset, let needed):
      "\(artifact) artifact ends at byte \(offset) where \(needed) more are needed: push it again"
    case .trailingBytes(let artifact, let count): "\(count) bytes follow the \(artifact) artifact: push it again"
    case .checksumMismatch(let artifact): "the \(artifact) artifact's checksum differs: it was damaged, push it again"
    case .invalidValue(let artifact, let what, let index):
      "\(what) \(index) of the \(artifact) artifact cannot be: train it again"
    }
  }
}
