/// Bounded, escaped text in a log line.
enum LogText {
  private static let hexadecimal = Array("0123456789abcdef".utf8)

  /// Appends at most `bytesMax` bytes of the text, and "…" for the rest.
  ///
  /// Control characters, quotes and backslashes come out escaped as in JSON (RFC 8259, section 7), so that no text can
  /// start a line of its own or steer a terminal.
  static func append(_ text: String, bytesMax: Int, to line: inout [UInt8]) {
    var text = text
    let isCut = text.utf8.count > bytesMax
    text.withUTF8 { bytes in
      let end = unsafe isCut ? characterEnd(in: bytes, atMost: bytesMax) : bytes.count
      for index in 0..<end { unsafe append(bytes[index], to: &line) }
    }
    if isCut { line.append(contentsOf: "…".utf8) }
  }

  /// The largest end of a whole character at or before the offset.
  private static func characterEnd(in bytes: UnsafeBufferPointer<UInt8>, atMost offset: Int) -> Int {
    var end = offset
    while end > 0, unsafe bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private static func append(_ byte: UInt8, to line: inout [UInt8]) {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"):
      line.append(UInt8(ascii: "\\"))
      line.append(byte)
    case UInt8(ascii: "\n"): line.append(contentsOf: "\\n".utf8)
    case UInt8(ascii: "\r"): line.append(contentsOf: "\\r".utf8)
    case UInt8(ascii: "\t"): line.append(contentsOf: "\\t".utf8)
    case 0..<32, 127:
      line.append(contentsOf: "\\u00".utf8)
      line.append(hexadecimal[Int(byte >> 4)])
      line.append(hexadecimal[Int(byte & 15)])
    default: line.append(byte)
    }
  }
}
