import Storage

/// The plain bytes of a file, piece by piece. An object is held whole, a file a piece at a time.
struct ImportBytes: ~Copyable {
  /// The file's size as it is stored.
  let sizeBytes: Int
  private let file: ReadableFile?
  private let object: [UInt8]
  private var offset = 0
  private var piece: [UInt8] = []
  private var pieceOffset = 0
  private var zstandard: ZstandardReader?

  /// Opens a file.
  ///
  /// - Throws: `StorageError`.
  static func open(_ file: ImportFile) async throws -> ImportBytes {
    switch file.place {
    case .path(let path):
      let opened = try await ReadableFile.open(path)
      return ImportBytes(file: opened, object: [], sizeBytes: opened.sizeBytes, zstandard: file.zstandard)
    case .object(let objects, let key):
      let bytes = try await objects.get(key)
      return ImportBytes(file: nil, object: bytes, sizeBytes: bytes.count, zstandard: file.zstandard)
    }
  }

  private init(file: ReadableFile?, object: [UInt8], sizeBytes: Int, zstandard: consuming ZstandardReader?) {
    self.file = file
    self.object = object
    self.sizeBytes = sizeBytes
    self.zstandard = zstandard
  }

  /// The next bytes; nil at the end.
  ///
  /// - Throws: `StorageError`; ``IntakeError/badCompression(path:reason:)``.
  mutating func next() async throws -> [UInt8]? {
    guard zstandard != nil else { return try await stored() }
    while true {
      if pieceOffset == piece.count {
        guard let next = try await stored() else {
          try zstandard?.finish()
          return nil
        }
        (piece, pieceOffset) = (next, 0)
      }
      let bytes = try zstandard?.read(piece, from: &pieceOffset, bytesMax: IntakeLimits.chunkBytes) ?? []
      if !bytes.isEmpty { return bytes }
    }
  }

  /// Passes over bytes from where it is.
  ///
  /// - Returns: What of the last piece comes behind them.
  mutating func skip(_ count: Int) async throws -> [UInt8] {
    if zstandard == nil {
      offset += count
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

extension ImportFile {
  fileprivate var zstandard: ZstandardReader? { isCompressed ? ZstandardReader(path: name) : nil }
}
