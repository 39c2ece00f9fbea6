/// Tells a damaged artifact from a whole one; no protection against forgery.
enum ArtifactChecksum {
  /// FNV-1a's step over 64-bit little-endian words, the last one filled with zeros, then the length.
  static func of(_ bytes: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var word: UInt64 = 0
    for index in bytes.indices {
      word |= UInt64(bytes[index]) << UInt64(index % 8 * 8)
      if index % 8 == 7 {
        hash = (hash ^ word) &* 0x0000_0100_0000_01b3
        word = 0
      }
    }
    hash = (hash ^ word) &* 0x0000_0100_0000_01b3
    return (hash ^ UInt64(bytes.count)) &* 0x0000_0100_0000_01b3
  }
}
