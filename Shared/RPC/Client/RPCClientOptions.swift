public import NIOCore

/// How a client behaves.
public struct RPCClientOptions: Sendable {
  /// The bounds of the connection and its calls.
  public var limits = RPCLimits.standard
  /// The timeout of calls with one reply that state none.
  public var defaultTimeout: Duration = .seconds(30)
  /// How long connecting may take.
  public var connectTimeout: Duration = .seconds(5)
  /// How long to wait after failed connections.
  public var backoff = Backoff()
  /// Where calls and connections are counted.
  public var instruments = RPCInstruments.process
  /// Which requests are sent compressed, standard: none. Replies are read in every encoding of ``MessageEncoding``.
  public var compression = CompressionOptions.off
  /// Called on the channel before HTTP/2 is added: the place of TLS.
  public var prepareChannel: @Sendable (any Channel) throws -> Void = { _ in }

  /// The standard options, to be changed field by field.
  public init() {}
}
