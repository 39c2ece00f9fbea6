/// How a server behaves, besides its methods.
public struct RPCServerOptions: Sendable {
  /// The bounds of connections and calls.
  public var limits = RPCLimits.standard
  /// Which replies are sent compressed, standard: none. Requests are read in every encoding of ``MessageEncoding``.
  public var compression = CompressionOptions.off
  /// How silent clients are found out, and how many of their pings are taken.
  public var keepalive = ServerKeepalive()
  /// How long connections are kept.
  public var lifetime = ServerLifetime()
  /// Connections that the kernel holds for us before they are accepted.
  public var backlog = 1024
  /// Whether connections are encrypted, and what is asked of clients.
  public var security = ServerSecurity.plaintextOnLoopback
  /// Who may call what; nil for everybody everything, which costs calls nothing.
  public var authorization: AuthorizationRules?
  /// Which calls belong to traces.
  public var tracing = TracingOptions()
  /// Where calls and connections are counted.
  public var instruments = RPCInstruments.process

  /// The standard options, to be changed field by field.
  public init() {}

  /// Stops the process when an option makes no sense: that is a mistake of ours, never of a peer.
  func check() {
    limits.check()
    keepalive.check()
    lifetime.check()
  }
}
