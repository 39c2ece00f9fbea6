public import Domain

/// Why a version that is live in the registry is not taken. The one before stays.
public enum ModelWatchingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The name stands for no kind of model that this build knows.
  case unknownKind(ModelVersion)
  /// The artifact is not the one that was registered.
  case otherBytes(ModelVersion, expected: String, got: String)
  /// The artifact cannot be read.
  case unreadable(ModelVersion, reason: String)
  /// The model was fitted on another feature set than this process computes.
  case otherFeatureSet(ModelVersion, expected: String, got: String)

  /// What was wrong and what to do.
  public var description: String {
    switch self {
    case .unknownKind(let version):
      "\(version) is of a kind that this build does not know: run the build that trained it"
    case .otherBytes(let version, let expected, let got):
      "the artifact of \(version) has SHA-256 \(got) and was registered with \(expected): train it again or roll back"
    case .unreadable(let version, let reason):
      "the artifact of \(version) cannot be read: \(reason)"
    case .otherFeatureSet(let version, let expected, let got):
      """
      \(version) was fitted on feature set \(got) and this process computes \(expected): train it again with this build, \
      or run the build that trained it
      """
    }
  }
}
