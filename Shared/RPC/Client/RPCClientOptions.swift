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
  /// Whether connections are encrypted, and what is shown to servers.
  public var security = ClientSecurity.plaintextOnLoopback
  /// Where calls and connections are counted.
  public var instruments = RPCInstruments.process
  /// Which requests are sent compressed, standard: none. Replies are read in every encoding of ``MessageEncoding``.
  public var compression = CompressionOptions.off
  /// How silent servers are found out.
  public var keepalive = ClientKeepalive()
  /// How long connections are kept.
  public var lifetime = ClientLifetime()

  /// The standard options, to be changed field by field.
  public init() {}

  /// Stops the process when an option makes no sense: that is a mistake of ours, never of a peer.
  func check() {
    limits.check()
    keepalive.check()
    lifetime.check()
  }
}
