/// How a client finds out whether a silent server is still there (gRPC's proposal A8; PING is RFC 9113, section 6.7). A client is
/// not made with times that are not longer than none.
public struct ClientKeepalive: Hashable, Sendable {
  /// The silence, without one whole frame from the server, after which it is pinged; nil, the standard, for never: deadlines
  /// end calls, and most servers, ours too, refuse pings more often than every five minutes. The ping goes out between this
  /// and twice this. Doubled for a connection's successors when a server answers "too_many_pings".
  public var interval: Duration?
  /// How long the server may take to answer before the connection is closed and its calls fail with UNAVAILABLE;
  /// standard: 20 seconds. With an interval, the kernel gives up after as long on bytes that are not acknowledged
  /// (`TCP_USER_TIMEOUT`, gRPC's proposal A18).
  public var timeout: Duration = .seconds(20)
  /// Whether to ping while there are no calls; standard: no.
  public var pingsWithoutCalls = false

  /// The standard behaviour, to be changed field by field.
  public init() {}

  func check() {
    precondition(timeout > .zero && interval.map { $0 > .zero } ?? true, "a time to wait is longer than none")
  }
}
