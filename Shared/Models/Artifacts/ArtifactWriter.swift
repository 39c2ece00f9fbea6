/// Writes a model's bytes: what it is, its version, its values in little-endian order, and a checksum.
struct ArtifactWriter {
  private(set) var bytes: [UInt8] = []

  init(_ kind: ArtifactKind) {
    bytes.append(contentsOf: kind.magic)
    append(kind.version)
  }

  mutating func append(_ value: some FixedWidthInteger) {
    var rest = value.littleEndian
    for _ in 0..<value.bitWidth / 8 {
      bytes.append(UInt8(truncatingIfNeeded: rest))
      rest = value.bitWidth == 8 ? 0 : rest >> 8
    }
  }

  mutating func append(_ value: Float) { append(value.bitPattern) }
  mutating func append(_ value: Double) { append(value.bitPattern) }

  /// A length in bytes, then UTF-8.
  mutating func append(_ text: String) {
    append(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// The bytes with their checksum.
  consuming func finished() -> [UInt8] {
    append(ArtifactChecksum.of(bytes.span))
    return bytes
  }
}
