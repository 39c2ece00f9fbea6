import FoundationEssentials

/// Where certificates or a private key in PEM form (RFC 7468) come from.
public enum PEMSource: Hashable, Sendable {
  /// The path of a file, which is read again when it changes.
  case file(String)
  /// The text itself, which never changes.
  case bytes([UInt8])

  /// The largest file that is read: a bundle of all public roots has about 200 KiB.
  static let bytesMaximum = 4 << 20

  var isFile: Bool {
    if case .file = self { true } else { false }
  }

  /// For messages: the path, or "memory".
  var place: String {
    if case .file(let path) = self { path } else { "memory" }
  }

  /// What is there now. Blocks while a file is read.
  func read() throws(TLSError) -> [UInt8] {
    switch self {
    case .bytes(let bytes): return bytes
    case .file(let path):
      guard let contents = try? Data(contentsOf: URL(filePath: path)) else { throw .unreadableFile(file: path) }
      guard contents.count <= Self.bytesMaximum else {
        throw .fileTooLarge(file: path, limit: Self.bytesMaximum, got: contents.count)
      }
      return [UInt8](contents)
    }
  }
}
