/// Why there is no masking key. Never carries one.
public enum MaskingKeyError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is no such file.
  case missing(path: String)
  /// The file may not be read.
  case unreadable(path: String, reason: String)
  /// What is in the file is no key.
  case notAKey(path: String)
  /// The file could not be made.
  case unwritable(path: String, reason: String)
  /// The stores hold pseudonyms of another key. Both are told by their fingerprints.
  case otherKey(path: String, fingerprint: String, expected: String)

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .missing(let path):
      "there is no masking key at \(path): name the file that has it"
    case .unreadable(let path, let reason):
      "the masking key at \(path) may not be read (\(reason)): see whose file it is"
    case .notAKey(let path):
      "\(path) has no masking key, which is 64 hexadecimal digits: name another file, or restore it from its copy"
    case .unwritable(let path, let reason):
      "the masking key cannot be kept at \(path) (\(reason)): make the folder, or name another file"
    case .otherKey(let path, let fingerprint, let expected):
      "the stores' pseudonyms were made with another masking key (\(expected)) than that at \(path) (\(fingerprint)): "
        + "name the file that has it with --masking-key-file"
    }
  }
}
