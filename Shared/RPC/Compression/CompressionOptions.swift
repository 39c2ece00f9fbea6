/// Which messages are sent compressed. Off unless said otherwise: between machines of one network, compressing costs
/// more time than it saves. A server compresses only for clients that say they can read it.
///
/// Compressing and decompressing run on the connection's event loop, about 10 to 20 milliseconds for 4 MiB.
public struct CompressionOptions: Hashable, Sendable {
  /// The encoding; identity is off, whatever a handler or caller asks for a single message.
  public var encoding: MessageEncoding
  /// The size in bytes from which a message is worth compressing. Smaller ones, and those that would not get shorter, go
  /// as they are.
  public var messageBytesMinimum: Int

  /// Messages of at least that many bytes in that encoding.
  public init(encoding: MessageEncoding = .identity, messageBytesMinimum: Int = 1024) {
    self.encoding = encoding
    self.messageBytesMinimum = messageBytesMinimum
  }

  /// Nothing is compressed.
  public static let off = CompressionOptions()
}

/// Whether one message is compressed, where the call's ``CompressionOptions`` have an encoding and the peer knows it.
public enum MessageCompression: Hashable, Sendable {
  /// When it has the size from which it is worth it.
  case automatic
  /// Whatever its size, if it gets shorter.
  case always
  /// Never: for what is compressed already, or holds a secret beside text that a stranger chose.
  case never
}
