/// Why a file or folder could not be imported at all. Single lines that cannot be used are a ``Rejection`` each.
public enum IntakeError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file has not one line with something in it.
  case emptyFile(path: String)
  /// The folder has no file of that kind.
  case emptyFolder(path: String, suffix: String)

  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .emptyFile(let path): "\(path) is empty: see whether it was written whole, or leave it out"
    case .emptyFolder(let path, let suffix): "the folder \(path) has no file that ends in \(suffix): choose another"
    }
  }
}
