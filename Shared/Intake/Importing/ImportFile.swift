public import Storage

/// A file to import: lines of JSON, plain or compressed by gzip or Zstandard.
public struct ImportFile: Sendable {
  /// How it is told apart from other files, and shown: its path, or its address and key.
  public let name: String
  let place: Place

  enum Place: Sendable {
    case path(String)
    case object(@Sendable () async throws -> [UInt8])
  }

  init(name: String, place: Place) {
    self.name = name
    self.place = place
  }

  /// A file of the machine, whatever its name.
  public init(path: String) {
    self.init(name: path, place: .path(path))
  }

  /// The names that lines of JSON end in, in any case; `.gz` or `.zst` may follow.
  public static let suffixes = [".jsonl", ".ndjson"]

  /// Whether a name is that of lines of JSON.
  static func hasSuffix(_ name: String) -> Bool {
    var plain = name.lowercased()
    for compressed in [".gz", ".zst"] where plain.hasSuffix(compressed) {
      plain.removeLast(compressed.count)
      break
    }
    return suffixes.contains { plain.hasSuffix($0) }
  }
}

/// What an import was pointed at: the files that it reads, and what stands beside them.
public struct ImportListing: Sendable {
  /// The files to read, in the order of their names' bytes.
  public internal(set) var files: [ImportFile] = []
  /// What is not read, in the same order.
  public internal(set) var unread: [UnreadFile] = []

  /// Something that was asked for, as a folder's part, and is not read.
  public struct UnreadFile: Hashable, Sendable {
    /// Its path, or its address and key.
    public let name: String
    /// Why, for people.
    public let reason: String
    /// Whether nobody can have meant it: a hidden file or a program's mark (`.DS_Store`, `_SUCCESS`), or a link to what is read
    /// by its own path.
    public let isExpected: Bool

    /// Something that is not read.
    public init(name: String, reason: String, isExpected: Bool) {
      self.name = name
      self.reason = reason
      self.isExpected = isExpected
    }
  }

  /// What was asked for and is not read.
  public var missed: [UnreadFile] { unread.filter { !$0.isExpected } }

  /// The files at a source: a file or a pipe, whatever its name; a folder's files and those of the folders below it; or the
  /// objects of a store by its address, such as "s3:…" or "file:…". Of folders and stores those whose path or key begins with a
  /// prefix count; those of JSON lines by their names (``ImportFile/suffixes``) are read.
  ///
  /// - Throws: `StorageError`; ``IntakeError/emptyFolder(path:suffix:unread:)``.
  public static func found(at source: String, prefix: String = "") async throws -> ImportListing {
    let scheme = source.prefix { $0 != ":" }
    if ["file", "s3", "memory"].contains(scheme), scheme.count < source.count {
      let address = try StoreAddress(source)
      if case .file(let folder) = address { return try await found(below: folder, called: source, prefix: prefix) }
      return try await found(in: try await address.openObjectStore(), called: source, prefix: prefix)
    }
    if try await FileTree.kind(of: source) == .file {
      return ImportListing(files: [ImportFile(path: source)])
    }
    return try await found(below: source, called: source, prefix: prefix)
  }

  /// The objects of a store.
  ///
  /// - Throws: `StorageError`; ``IntakeError/emptyFolder(path:suffix:unread:)``.
  public static func found(
    in objects: any ObjectStore, called name: String, prefix: String = ""
  ) async throws -> ImportListing {
    var listing = ImportListing()
    let foreign = objects as? any ForeignObjects
    let keys: [String]
    if let foreign {
      keys = try await foreign.foreignKeys(prefix: prefix)
    } else {
      keys = try await objects.list(prefix: prefix)
    }
    for key in keys {
      let hasDots = key.split(separator: "/").contains { $0 == "." || $0 == ".." }
      let file = ImportFile(
        name: "\(name)/\(key)",
        place: .object {
          if let foreign { return try await foreign.foreignObject(key) }
          return try await objects.get(key)
        })
      listing.add(file, key: key, fault: hasDots ? "a part of its key is . or .." : nil)
    }
    return try listing.checked("\(name) \(prefix)")
  }

  private static func found(below folder: String, called name: String, prefix: String) async throws -> ImportListing {
    guard try await FileTree.kind(of: folder) == .folder else {
      throw StorageError.wrongKind(path: folder, expected: "a folder")
    }
    var listing = ImportListing()
    for entry in try await FileTree.entries(below: folder) where entry.name.hasPrefix(prefix) {
      let file = ImportFile(name: "\(name)/\(entry.name)", place: .path("\(folder)/\(entry.name)"))
      switch entry.kind {
      case .file: listing.add(file, key: entry.name, fault: nil)
      case .brokenLink: listing.add(file, key: entry.name, fault: "a link that leads nowhere")
      case .other(let what): listing.add(file, key: entry.name, fault: what)
      case .folderLink(let isWithin):
        let reason = isWithin ? "a link to a folder that is read by its own path" : "a link to another folder"
        listing.unread.append(UnreadFile(name: file.name, reason: reason, isExpected: isWithin))
      }
    }
    return try listing.checked(prefix.isEmpty ? name : "\(name) \(prefix)")
  }

  private mutating func add(_ file: ImportFile, key: String, fault: String?) {
    if fault == nil, ImportFile.hasSuffix(key) { return files.append(file) }
    let isMark = key.split(separator: "/").contains { $0.hasPrefix(".") || $0.hasPrefix("_") }
    unread.append(
      UnreadFile(
        name: file.name, reason: fault ?? "its name is not that of JSON lines",
        isExpected: isMark && !ImportFile.hasSuffix(key)))
  }

  private func checked(_ source: String) throws(IntakeError) -> ImportListing {
    guard files.isEmpty else { return self }
    let suffix = ImportFile.suffixes.joined(separator: " or ") + ", nor those with .gz or .zst behind it"
    throw .emptyFolder(path: source, suffix: suffix, unread: unread.prefix(5).map(\.name))
  }
}
