extension MessageEncoding {
  /// What was compressed into `message`.
  ///
  /// - Throws: RESOURCE_EXHAUSTED as soon as more than `messageBytesMaximum` bytes have come out: no more are ever held
  ///   than that and one chunk of 16 KiB, and half as many again while they are moved to a larger place. INTERNAL for
  ///   bytes that are not of this encoding.
  func decompress(_ message: ArraySlice<UInt8>, messageBytesMaximum: Int) throws(RPCStatus) -> [UInt8] {
    guard let stream = ZlibStream(.decompressing, self) else {
      throw RPCStatus(.internalError, "message cannot be decompressed: no memory for \(rawValue)")
    }
    var bytes: [UInt8] = []
    switch stream.run(message.span, appendingTo: &bytes, bytesMaximum: messageBytesMaximum) {
    case .complete: return bytes
    case .tooLong:
      throw RPCStatus(
        .resourceExhausted,
        "received message of \(message.count) bytes has more than \(messageBytesMaximum), the most that are allowed, "
          + "when decompressed")
    case .broken: throw RPCStatus(.internalError, "message of \(message.count) bytes is not whole \(rawValue)")
    }
  }

  /// The frame whose message is that of `frame`, compressed; nil when that would not be shorter.
  func compress(frame: [UInt8]) -> [UInt8]? {
    let messageCount = frame.count - MessageFrame.prefixCount
    guard messageCount > 1, let stream = ZlibStream(.compressing, self) else { return nil }
    var bytes: [UInt8] = [1, 0, 0, 0, 0]
    let message = frame[MessageFrame.prefixCount...]
    guard stream.run(message.span, appendingTo: &bytes, bytesMaximum: messageCount - 1) == .complete else { return nil }
    MessageFrame.setLength(of: &bytes)
    return bytes
  }
}

extension CompressionOptions {
  /// The frame as it is sent: compressed where these options, the message's own wish and its size say so.
  func apply(to frame: [UInt8], _ compression: MessageCompression) -> [UInt8] {
    switch compression {
    case .automatic where frame.count - MessageFrame.prefixCount < messageBytesMinimum: frame
    case .never: frame
    case .automatic, .always: encoding.compress(frame: frame) ?? frame
    }
  }
}
