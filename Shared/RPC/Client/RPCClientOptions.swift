/// How a client behaves.
public struct RPCClientOptions: Sendable {
  /// The bounds of the connection and its calls.
  public var limits = RPCLimits.standard
  /// The timeout of calls with one reply that state none, longer than none; standard: 30 seconds. Calls that take longer fail
  /// with DEADLINE_EXCEEDED.
  public var defaultTimeout: Duration = .seconds(30)
  /// How long connecting may take: until the server has taken the connection, and TLS is agreed on. After that
  /// it must speak HTTP/2 within ``RPCLimits/handshakeTimeout``. 20 seconds, as gRPC's connection back-off protocol has it.
  public var connectTimeout: Duration = .seconds(20)
  /// How long to wait after failed connections.
  public var backoff = Backoff()
  /// When to ask again for the servers' addresses.
  public var resolution = ResolutionOptions()
  /// How calls are spread over the servers.
  public var balancing = Balancing.leastLoaded
  /// How calls marked as idempotent are made again when they fail. Nil: not at all.
  public var retries: RetryPolicy? = RetryPolicy()
  /// How many calls may be made again.
  public var retryBudget = RetryBudgetOptions()
  /// How calls of one request and one reply that are marked as idempotent are made again before they fail. Nil: not at all.
  public var hedging: HedgingPolicy?
  /// When servers that answer badly are left out. Nil: never.
  public var outlierDetection: OutlierDetectionOptions?
  /// Whether servers are asked for their health (gRFC A17). Nil: a connection is enough.
  public var healthCheck: HealthCheckOptions?
  /// Whether connections are encrypted, and what is shown to servers.
  public var security = ClientSecurity.plaintextOnLoopback
  /// How calls become part of traces.
  public var tracing = TracingOptions()
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
