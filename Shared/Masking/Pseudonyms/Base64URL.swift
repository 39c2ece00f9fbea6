/// Bytes in the 64 characters that stand in URLs and file names as they are (RFC 4648, section 5), without padding.
enum Base64URL {
  private static let alphabet: StaticString = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

  /// The characters of some bytes, after a first character.
  static func text(of bytes: RawSpan, after first: UInt8) -> String {
    alphabet.withUTF8Buffer { alphabet in
      unsafe String(unsafeUninitializedCapacity: 2 + bytes.byteCount * 4 / 3) { text in
        unsafe text[0] = first
        var (count, bits, bitCount): (Int, UInt32, UInt32) = (1, 0, 0)
        for offset in bytes.byteOffsets {
          bits = unsafe bits << 8 | UInt32(bytes.unsafeLoad(fromByteOffset: offset, as: UInt8.self))
          bitCount += 8
          while bitCount >= 6 {
            bitCount -= 6
            unsafe text[count] = alphabet[Int(bits >> bitCount & 63)]
            count += 1
          }
        }
        if bitCount > 0 {
          unsafe text[count] = alphabet[Int(bits << (6 - bitCount) & 63)]
          count += 1
        }
        return count
      }
    }
  }
}
