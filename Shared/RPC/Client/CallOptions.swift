/// How one call is made.
public struct CallOptions: Sendable {
  /// How long the caller waits; without any time left the call fails with DEADLINE_EXCEEDED before anything is sent. Nil: the
  /// client's default for calls with one reply, for ever for streams of replies.
  public var timeout: Duration?
  /// What is sent along.
  public var metadata: Metadata
  /// Whether to wait, as long as the timeout allows, while the server cannot be reached, instead of failing at once with
  /// UNAVAILABLE (gRPC's wait-for-ready). Either way a call waits while connections are being made that have not failed.
  public var waitsForReady: Bool
  /// Whether making the call twice does no harm: then it is made again by the client's ``RPCClientOptions/retries``, and
  /// hedged by ``RPCClientOptions/hedging`` if there is any.
  public var isIdempotent: Bool
  /// How this call is made again when it fails, whatever the client's policy. The caller knows that it does no harm.
  public var retries: RetryPolicy?
  /// Which requests of the call are sent compressed; nil: as the client's options say. A server that does not know the
  /// encoding answers UNIMPLEMENTED.
  public var compression: CompressionOptions?
  /// Where what comes with the reply is written; nil when nobody asks.
  public var record: ReplyRecord?

  /// Options for one call.
  public init(
    timeout: Duration? = nil, metadata: Metadata = Metadata(), waitsForReady: Bool = false, isIdempotent: Bool = false,
    retries: RetryPolicy? = nil, compression: CompressionOptions? = nil, record: ReplyRecord? = nil
  ) {
    self.timeout = timeout
    self.metadata = metadata
    self.waitsForReady = waitsForReady
    self.isIdempotent = isIdempotent
    self.retries = retries
    self.compression = compression
    self.record = record
  }

  /// Options for a call made on behalf of another: it may take what is left of that one's time.
  public init(within context: ServerContext, metadata: Metadata = Metadata()) {
    self.init(timeout: context.remaining, metadata: metadata)
  }
}
