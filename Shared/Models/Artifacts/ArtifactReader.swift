/// Reads what ``ArtifactWriter`` wrote, taking nothing on trust: every length is checked before anything is allocated.
struct ArtifactReader {
  let kind: ArtifactKind
  private let bytes: [UInt8]
  /// Where the checksum begins.
  private let end: Int
  private(set) var offset: Int

  /// A reader past the head of an artifact of that kind, over a copy of its bytes.
  ///
  /// - Throws: ``ModelError`` when the bytes are something else, of another version, cut or damaged.
  init(_ bytes: Span<UInt8>, kind: ArtifactKind) throws(ModelError) {
    self.kind = kind
    let headCount = kind.magic.count + 4
    for index in kind.magic.indices {
      guard index < bytes.count, bytes[index] == kind.magic[index] else { throw .notThisArtifact(expected: kind.name) }
    }
    guard bytes.count >= headCount + 8 else {
      throw .truncated(artifact: kind.name, offset: bytes.count, needed: headCount + 8 - bytes.count)
    }
    end = bytes.count - 8
    self.bytes = unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) }
    offset = kind.magic.count
    let version = try integer(UInt32.self)
    guard version == kind.version else {
      throw .versionUnknown(artifact: kind.name, supported: kind.version, got: version)
    }
    var checksum: UInt64 = 0
    for index in 0..<8 { checksum |= UInt64(bytes[end + index]) << UInt64(8 * index) }
    guard checksum == ArtifactChecksum.of(bytes.extracting(0..<end)) else {
      throw .checksumMismatch(artifact: kind.name)
    }
  }

  mutating func integer<Value: FixedWidthInteger & UnsignedInteger>(_ type: Value.Type) throws(ModelError) -> Value {
    let size = Value.bitWidth / 8
    try need(size)
    var value: Value = 0
    for index in 0..<size { value |= Value(bytes[offset + index]) << Value(8 * index) }
    offset += size
    return value
  }

  /// A finite number.
  mutating func float(_ what: String, _ index: Int = 0) throws(ModelError) -> Float {
    let value = Float(bitPattern: try integer(UInt32.self))
    guard value.isFinite else { throw .invalidValue(artifact: kind.name, what: what, index: index) }
    return value
  }

  /// A finite number.
  mutating func double(_ what: String, _ index: Int = 0) throws(ModelError) -> Double {
    let value = Double(bitPattern: try integer(UInt64.self))
    guard value.isFinite else { throw .invalidValue(artifact: kind.name, what: what, index: index) }
    return value
  }

  /// How many elements follow: at most the limit, and no more than the bytes left can hold.
  mutating func count(of what: String, limit: Int, bytesEach: Int) throws(ModelError) -> Int {
    let count = Int(try integer(UInt32.self))
    guard count <= limit else { throw .tooMany(what: what, limit: limit, got: count) }
    try need(count * bytesEach)
    return count
  }

  /// Text of at most so many bytes of valid UTF-8.
  mutating func text(_ what: String, bytesMax: Int) throws(ModelError) -> String {
    let size = try count(of: "bytes of \(what)", limit: bytesMax, bytesEach: 1)
    var utf8: [UInt8] = []
    for index in 0..<size { utf8.append(bytes[offset + index]) }
    guard let text = String(validating: utf8, as: UTF8.self) else {
      throw .invalidValue(artifact: kind.name, what: what, index: 0)
    }
    offset += size
    return text
  }

  /// - Throws: ``ModelError/trailingBytes(artifact:count:)`` unless everything was read.
  func finish() throws(ModelError) {
    guard offset == end else {
      throw .trailingBytes(artifact: kind.name, count: end - offset)
    }
  }

  private func need(_ size: Int) throws(ModelError) {
    guard size <= end - offset else {
      throw .truncated(artifact: kind.name, offset: offset, needed: size - (end - offset))
    }
  }
}
