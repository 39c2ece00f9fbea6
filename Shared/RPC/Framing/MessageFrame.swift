/// gRPC's length-prefixed message: a compressed flag, four bytes of length (big-endian), the message.
enum MessageFrame {
  static let prefixCount = 5

  /// The framed message.
  ///
  /// - Throws: RESOURCE_EXHAUSTED for a message longer than `messageBytesMaximum`.
  static func encode(_ message: some WireMessage, messageBytesMaximum: Int) throws(RPCStatus) -> [UInt8] {
    var bytes: [UInt8] = [0, 0, 0, 0, 0]
    message.appendEncoded(to: &bytes)
    let length = bytes.count - prefixCount
    guard length <= messageBytesMaximum else {
      throw RPCStatus(
        .resourceExhausted, "message to send has \(length) bytes; at most \(messageBytesMaximum) are allowed")
    }
    setLength(of: &bytes)
    return bytes
  }

  /// Writes the length of the message behind the prefix into the prefix.
  static func setLength(of frame: inout [UInt8]) {
    let length = frame.count - prefixCount
    for index in 0..<4 { frame[1 + index] = UInt8(truncatingIfNeeded: length >> (8 * (3 - index))) }
  }
}
