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
    for index in 0..<4 { bytes[1 + index] = UInt8(truncatingIfNeeded: length >> (8 * (3 - index))) }
    return bytes
  }
}
