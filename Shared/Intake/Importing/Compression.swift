/// How a file is compressed, told by its first bytes and not by its name.
enum Compression {
  case gzip, zstandard

  /// The compression of what begins so; nil for what is not compressed, or in a way that is not read.
  init?(of start: [UInt8]) {
    if start.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if start.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) {
      self = .zstandard
    } else if start.count >= 4, start[0] & 0xF0 == 0x50, start[1..<4] == [0x2A, 0x4D, 0x18] {
      self = .zstandard  // A frame to skip, which pzstd begins with.
    } else {
      return nil
    }
  }

  /// The compression that a name promises; nil when it promises none.
  init?(promisedBy name: String) {
    let name = name.lowercased()
    if name.hasSuffix(".gz") { self = .gzip } else if name.hasSuffix(".zst") { self = .zstandard } else { return nil }
  }
}

/// Decompresses one file, piece by piece.
struct Decompressor: ~Copyable {
  private var gzip: GzipReader?
  private var zstandard: ZstandardReader?

  init(_ compression: Compression, path: String) {
    switch compression {
    case .gzip: gzip = GzipReader(path: path)
    case .zstandard: zstandard = ZstandardReader(path: path)
    }
  }

  /// Decompresses from an offset of a piece on, which is moved behind what was read, into at most so many bytes. When it fills
  /// them, more may come of what it has read.
  ///
  /// - Throws: ``IntakeError/badCompression(path:reason:)``.
  mutating func read(_ piece: [UInt8], from offset: inout Int, bytesMax: Int) throws(IntakeError) -> [UInt8] {
    if gzip != nil { return try gzip?.read(piece, from: &offset, bytesMax: bytesMax) ?? [] }
    return try zstandard?.read(piece, from: &offset, bytesMax: bytesMax) ?? []
  }

  /// Sees that the file ended where its compression does.
  ///
  /// - Throws: ``IntakeError/badCompression(path:reason:)``.
  func finish() throws(IntakeError) {
    try gzip?.finish()
    try zstandard?.finish()
  }
}
