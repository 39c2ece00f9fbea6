/// Cuts a stream of bytes into messages. Lengths are checked before a byte of the message is kept, and memory grows as
/// bytes arrive, never as they are promised.
struct MessageDeframer {
  private let messageBytesMaximum: Int
  private var buffer: [UInt8] = []
  private var start = 0
  /// How messages with the compressed flag are compressed.
  var encoding = MessageEncoding.identity
  /// Whether the message taken last had the flag.
  private(set) var wasCompressed = false

  init(messageBytesMaximum: Int) { self.messageBytesMaximum = messageBytesMaximum }

  /// Bytes received and not yet taken.
  var count: Int { buffer.count - start }

  mutating func append(_ bytes: [UInt8]) {
    if count == 0 {
      buffer = bytes
      start = 0
      return
    }
    if start > buffer.count / 2 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes)
  }

  /// Whether a whole message can be taken.
  ///
  /// - Throws: What is wrong with the message at the front, as soon as its prefix is here.
  func hasMessage() throws(RPCStatus) -> Bool {
    guard let length = try nextLength() else { return false }
    return count >= MessageFrame.prefixCount + length
  }

  /// Whether bytes stand behind the first whole message.
  func hasMoreThanOneMessage() throws(RPCStatus) -> Bool {
    guard let length = try nextLength() else { return false }
    return count > MessageFrame.prefixCount + length
  }

  /// Takes the message at the front, decompressed; nil while it is not complete.
  mutating func next() throws(RPCStatus) -> ArraySlice<UInt8>? {
    guard let length = try nextLength(), count >= MessageFrame.prefixCount + length else { return nil }
    let first = start + MessageFrame.prefixCount
    wasCompressed = buffer[start] != 0
    var message = buffer[first..<first + length]
    if wasCompressed { message = try encoding.decompress(message, messageBytesMaximum: messageBytesMaximum)[...] }
    start = first + length
    return message
  }

  private func nextLength() throws(RPCStatus) -> Int? {
    guard count >= MessageFrame.prefixCount else { return nil }
    let flag = buffer[start]
    guard flag == 0 || flag == 1 && encoding != .identity else {
      throw RPCStatus(.internalError, "message has compressed flag \(flag) and grpc-encoding \(encoding.rawValue)")
    }
    var length = 0
    for index in 1...4 { length = length << 8 | Int(buffer[start + index]) }
    guard length <= messageBytesMaximum else {
      throw RPCStatus(
        .resourceExhausted, "received message has \(length) bytes; at most \(messageBytesMaximum) are allowed")
    }
    return length
  }
}
