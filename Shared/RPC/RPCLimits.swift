/// Every bound of a connection and its calls, in one place.
///
/// What a peer can make one connection hold is at most `bufferedBytesPerConnectionMaximum` of requests, plus
/// `concurrentStreamsMaximum` replies of `messageBytesMaximum`, plus headers. `standard` suits both sides.
public struct RPCLimits: Sendable {
  /// Largest message, without its five-byte prefix, each way.
  public var messageBytesMaximum = 4 << 20
  /// Calls that a peer may have open on one connection.
  public var concurrentStreamsMaximum = 1000
  /// Handlers that run for one connection, those of calls already cancelled included; more calls are refused.
  public var runningHandlersMaximum = 2000
  /// Connections a server holds; one more takes the place of one that makes no calls, or is closed when there is none.
  public var connectionsMaximum = 10_000
  /// Names, values and 32 bytes a field of one header list (RFC 9113, section 6.5.2).
  public var headerListBytesMaximum = 32 << 10
  /// Bytes of one header list as it stands on the wire, with its frames' heads. A call whose headers are longer than
  /// `headerListBytesMaximum` but no longer than this fails alone; a longer block ends its connection.
  public var headerBlockBytesMaximum = 128 << 10
  /// Bytes a peer may send on one stream before the handler takes any.
  public var streamWindowBytes = 256 << 10
  /// Bytes a peer may send on all streams of a connection before handlers take any.
  public var connectionWindowBytes = 4 << 20
  /// Request bytes held for all calls of a connection, and what compressed requests have become while their handlers run;
  /// the call that goes beyond it fails with RESOURCE_EXHAUSTED.
  public var bufferedBytesPerConnectionMaximum = 64 << 20
  /// Outgoing bytes of one call beyond which its writer waits.
  public var outboundBytesHighWater = 64 << 10
  /// Outgoing bytes of one call below which its writer goes on.
  public var outboundBytesLowWater = 16 << 10
  /// Bytes handed to the socket in one write.
  public var writeBytesMaximum = 256 << 10
  /// Streams a peer may reset in one burst. Honest clients cancel many calls at once when a page is abandoned, so this
  /// is ten times nghttp2's own default; a rapid-reset attack passes it in milliseconds.
  public var streamResetsBurst: UInt64 = 10_000
  /// Streams a peer may reset per second in the long run.
  public var streamResetsPerSecond: UInt64 = 1000
  /// CONTINUATION frames after one HEADERS frame.
  public var continuationsMaximum = 8
  /// Entries of one SETTINGS frame.
  public var settingsEntriesMaximum = 32
  /// Answers to PING and SETTINGS waiting to be written; a peer that floods us and does not read is cut off.
  public var pendingAcknowledgementsMaximum = 1000
  /// Calls a client holds while it has no connection, and calls in flight; one more fails with RESOURCE_EXHAUSTED.
  public var clientCallsMaximum = 20_000
  /// Servers that a client uses; more addresses are passed over.
  public var clientAddressesMaximum = 256
  /// Connections that a client makes to one server when that allows fewer calls on one than are made.
  public var connectionsPerAddressMaximum = 4
  /// Request bytes that a client keeps for each call to make it again; a call that has written more is not.
  public var retryBufferBytesMaximum = 256 << 10
  /// How often a call is made again of which the servers had begun nothing.
  public var transparentRetriesMaximum = 5
  /// Bytes of a status message that are sent; longer ones are cut.
  public var statusMessageBytesMaximum = 4096
  /// How long a peer may take from connecting to the end of the TLS handshake, and from there to its first SETTINGS frame.
  public var handshakeTimeout: Duration = .seconds(10)

  /// How long a header list, a request of a method that takes one, or any message once its first byte is here, may take to
  /// arrive, at the latest twice as long. A stream of requests may be silent between two messages for as long as it likes.
  public var requestArrivalTimeout: Duration = .seconds(60)

  /// The limits every service uses unless configured otherwise.
  public static let standard = RPCLimits()

  /// The standard limits, to be changed field by field.
  public init() {}

  /// Stops the process when the limits contradict each other: that is a mistake of ours, never of a peer.
  func check() {
    precondition(messageBytesMaximum > 0 && messageBytesMaximum <= Int(UInt32.max), "a length has 32 bits")
    precondition(
      streamWindowBytes >= 65_535 && connectionWindowBytes >= streamWindowBytes, "a stream fits a connection")
    precondition(connectionWindowBytes < 1 << 31, "RFC 9113 bounds a window at 2^31 - 1")
    precondition(
      bufferedBytesPerConnectionMaximum >= messageBytesMaximum + connectionWindowBytes,
      "one largest message must be receivable beside a full window")
    precondition(requestArrivalTimeout > .zero, "a request takes longer than no time to arrive")
    precondition(runningHandlersMaximum >= concurrentStreamsMaximum, "every open stream may run")
    precondition(clientAddressesMaximum > 0 && connectionsPerAddressMaximum > 0, "a client needs a connection")
    precondition(outboundBytesLowWater < outboundBytesHighWater, "a writer must be let go before it is stopped")
    precondition(headerListBytesMaximum >= 3 * statusMessageBytesMaximum, "an escaped status message must fit trailers")
    precondition(headerBlockBytesMaximum >= headerListBytesMaximum, "a header list that is taken fits its block")
    precondition(continuationsMaximum * 16_384 >= headerListBytesMaximum, "an allowed header list must be sendable")
  }
}
