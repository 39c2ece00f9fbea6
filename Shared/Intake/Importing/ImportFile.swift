public import Storage

/// A file to import: lines of JSON, plain or compressed.
public struct ImportFile: Sendable {
  /// How it is told apart from other files, and shown: its path, or its address and key.
  public let name: String
  let place: Place

  enum Place: Sendable {
    case path(String)
    case object(any ObjectStore, key: String)
  }

  /// The names that lines of JSON end in.
  public static let suffixes = [".jsonl", ".jsonl.zst"]

  var isCompressed: Bool { name.hasSuffix(".zst") }

  /// The files at a source: a file, a folder's files, or the objects of a store by its address, such as "s3:…" or "file:…",
  /// whose keys begin with a prefix. Those of a folder or store end in one of ``suffixes``, and come in the order of their names.
  ///
  /// - Throws: `StorageError`; ``IntakeError/emptyFolder(path:suffix:)``.
  public static func files(at source: String, prefix: String = "") async throws -> [ImportFile] {
    let scheme = source.prefix { $0 != ":" }
    if ["file", "s3", "memory"].contains(scheme), scheme.count < source.count {
      return try await files(in: try await StoreAddress(source).openObjectStore(), called: source, prefix: prefix)
    }
    switch try await FileTree.kind(of: source) {
    case .file: return [ImportFile(name: source, place: .path(source))]
    case .folder:
      let names = try await FileTree.names(in: source).filter { $0.hasPrefix(prefix) && hasSuffix($0) }
      guard !names.isEmpty else { throw noFile(source) }
      return names.map { ImportFile(name: "\(source)/\($0)", place: .path("\(source)/\($0)")) }
    }
  }

  /// The objects of a store.
  ///
  /// - Throws: `StorageError`; ``IntakeError/emptyFolder(path:suffix:)``.
  public static func files(
    in objects: any ObjectStore, called name: String, prefix: String = ""
  ) async throws -> [ImportFile] {
    let keys = try await objects.list(prefix: prefix).filter(hasSuffix)
    guard !keys.isEmpty else { throw noFile("\(name) \(prefix)") }
    return keys.map { ImportFile(name: "\(name)/\($0)", place: .object(objects, key: $0)) }
  }

  private static func hasSuffix(_ name: String) -> Bool { suffixes.contains { name.hasSuffix($0) } }

  private static func noFile(_ source: String) -> IntakeError {
    .emptyFolder(path: source, suffix: suffixes.joined(separator: " or "))
  }
}
