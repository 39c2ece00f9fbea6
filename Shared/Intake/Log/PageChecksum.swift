import Storage

/// The checksum at the end of a page's line: `,"checksum":"HEX"}`, over all bytes before it.
enum PageChecksum {
  /// Hexadecimal digits: half of a SHA-256.
  private static let digits = 32
  private static let opening = Array(#","checksum":""#.utf8)
  private static let closing = Array(#""}"#.utf8)

  /// An object's bytes as a line with its checksum.
  static func sealed(_ object: [UInt8]) -> [UInt8] { sealed(object, by: checksum(of: object.dropLast())) }

  /// An object's bytes as a line with that checksum.
  static func sealed(_ object: [UInt8], by checksum: String) -> [UInt8] {
    object.dropLast() + opening + Array(checksum.utf8) + closing + [UInt8(ascii: "\n")]
  }

  /// Whether a line ends with that checksum, and it fits the bytes before.
  static func isSealed(_ line: [UInt8], by checksum: String) -> Bool {
    var bytes = line[...]
    while let last = bytes.last, last == UInt8(ascii: "\n") || last == UInt8(ascii: "\r") { bytes = bytes.dropLast() }
    let ending = opening + Array(checksum.utf8) + closing
    guard bytes.count > ending.count, bytes.suffix(ending.count).elementsEqual(ending) else { return false }
    return Self.checksum(of: bytes.dropLast(ending.count)) == checksum
  }

  private static func checksum(of bytes: ArraySlice<UInt8>) -> String { String(sha256Hex(Array(bytes)).prefix(digits)) }
}
