import Storage

/// The plain bytes of a file, piece by piece: decompressed where its first bytes say that it is compressed. An object is held
/// whole, a file a piece at a time.
struct ImportBytes: ~Copyable {
  /// How it is shown to people.
  let name: String
  /// The file's size as it is stored; 0 for a pipe.
  let sizeBytes: Int
  /// Whether it is a pipe, which cannot be read again.
  let isStream: Bool
  private let file: ReadableFile?
  private let object: [UInt8]
  private var offset = 0
  private var piece: [UInt8] = []
  private var pieceOffset = 0
  private var decompressor: Decompressor?
  /// Whether the decompressor holds nothing that it has read and not yet given.
  private var isDrained = true
  /// What was looked at and not yet returned.
  private var ahead: [UInt8]?

  /// Opens a file.
  ///
  /// - Throws: `StorageError`; ``IntakeError`` for a file of a form that is not read.
  static func open(_ file: ImportFile) async throws -> ImportBytes {
    switch file.place {
    case .path(let path):
      return try await begun(ImportBytes(name: file.name, file: try await ReadableFile.open(path), object: []))
    case .object(let read): return try await begun(ImportBytes(name: file.name, file: nil, object: try await read()))
    }
  }

  private init(name: String, file: ReadableFile?, object: [UInt8]) {
    self.name = name
    self.file = file
    self.object = object
    sizeBytes = file?.sizeBytes ?? object.count
    isStream = file?.isStream ?? false
  }

  /// Looks at the beginning, which says what the file is.
  private static func begun(_ opened: consuming ImportBytes) async throws -> ImportBytes {
    var bytes = opened
    bytes.piece = try await bytes.stored() ?? []
    guard let compression = Compression(of: bytes.piece) else {
      if Compression(promisedBy: bytes.name) != nil { try FileFormat.checkPromise(bytes.piece, of: bytes.name) }
      try FileFormat.check(bytes.piece, of: bytes.name)
      return bytes
    }
    bytes.decompressor = Decompressor(compression, path: bytes.name)
    try FileFormat.check(try await bytes.peek(), of: bytes.name)
    return bytes
  }

  /// The next bytes, which stay the next.
  mutating func peek() async throws -> [UInt8] {
    if ahead == nil { ahead = try await next() }
    return ahead ?? []
  }

  /// The next bytes; nil at the end.
  ///
  /// - Throws: `StorageError`; ``IntakeError/badCompression(path:reason:)``.
  mutating func next() async throws -> [UInt8]? {
    if let ahead = ahead.take() { return ahead }
    while true {
      if pieceOffset == piece.count, isDrained {
        guard let next = try await stored() else {
          try decompressor?.finish()
          return nil
        }
        (piece, pieceOffset) = (next, 0)
      }
      let bytes: [UInt8]
      if decompressor != nil {
        bytes = try decompressor?.read(piece, from: &pieceOffset, bytesMax: IntakeLimits.chunkBytes) ?? []
        isDrained = bytes.count < IntakeLimits.chunkBytes
      } else {
        bytes = pieceOffset == 0 ? piece : Array(piece[pieceOffset...])
        (piece, pieceOffset) = ([], 0)
      }
      if !bytes.isEmpty { return bytes }
    }
  }

  /// Passes over bytes from the beginning.
  ///
  /// - Returns: What of the last piece comes behind them.
  mutating func skip(_ count: Int) async throws -> [UInt8] {
    if decompressor == nil, !isStream {
      ahead = nil
      (piece, pieceOffset) = ([], 0)
      offset = count
      return []
    }
    var left = count
    while left > 0, let bytes = try await next() {
      if bytes.count > left { return Array(bytes[left...]) }
      left -= bytes.count
    }
    return []
  }

  private mutating func stored() async throws -> [UInt8]? {
    let bytes: [UInt8]
    if let file {
      bytes = try await file.read(at: offset, bytesMax: IntakeLimits.chunkBytes)
    } else {
      bytes = Array(object[min(offset, object.count)..<min(offset + IntakeLimits.chunkBytes, object.count)])
    }
    offset += bytes.count
    return bytes.isEmpty ? nil : bytes
  }
}

/// The plain bytes of a file, for readers that are copied: who reads shares where it is.
actor SourceFile {
  /// Its path.
  nonisolated let path: String
  private var bytes: ImportBytes?

  /// Opens a file, or a pipe such as `/dev/stdin`.
  ///
  /// - Throws: `StorageError`; ``IntakeError`` for a file of a form that is not read.
  init(_ path: String) async throws {
    self.path = path
    bytes = try await ImportBytes.open(ImportFile(path: path))
  }

  /// The next bytes; nil at the end.
  func next() async throws -> [UInt8]? {
    guard var taken = bytes.take() else { return nil }
    let piece = try await taken.next()
    bytes = consume taken
    return piece
  }

  /// The next bytes, which stay the next; none at the end.
  func peek() async throws -> [UInt8] {
    guard var taken = bytes.take() else { return [] }
    let piece = try await taken.peek()
    bytes = consume taken
    return piece
  }
}
