/// gRPC's length-prefixed message: a compressed flag, four bytes of length (big-endian), the message.
enum MessageFrame {
  static let prefixCount = 5
  /// Room for most messages, so that their frame is made in one piece of memory.
  private static let usualCount = 232

  /// The framed message, in the memory of `bytes` if that has room.
  ///
  /// - Throws: RESOURCE_EXHAUSTED for a message longer than `messageBytesMaximum`.
  static func encode(
    _ message: some WireMessage, messageBytesMaximum: Int, into bytes: consuming [UInt8] = []
  ) throws(RPCStatus) -> [UInt8] {
    bytes.reserveCapacity(usualCount)
    for _ in 0..<prefixCount { bytes.append(0) }
    message.appendEncoded(to: &bytes)
    let length = bytes.count - prefixCount
    guard length <= messageBytesMaximum else {
      throw RPCStatus(
        .resourceExhausted, "message to send has \(length) bytes; at most \(messageBytesMaximum) are allowed")
    }
    setLength(of: &bytes)
    return bytes
  }

  /// Whether the bytes are one message, uncompressed and of an allowed size, and nothing else.
  static func isWhole(_ bytes: [UInt8], messageBytesMaximum: Int) -> Bool {
    guard bytes.count >= prefixCount, bytes[0] == 0 else { return false }
    let length = Int(bytes[1]) << 24 | Int(bytes[2]) << 16 | Int(bytes[3]) << 8 | Int(bytes[4])
    return length == bytes.count - prefixCount && length <= messageBytesMaximum
  }

  /// Writes the length of the message behind the prefix into the prefix.
  static func setLength(of frame: inout [UInt8]) {
    let length = frame.count - prefixCount
    for index in 0..<4 { frame[1 + index] = UInt8(truncatingIfNeeded: length >> (8 * (3 - index))) }
  }
}
