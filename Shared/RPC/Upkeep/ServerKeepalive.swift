/// How a server finds out whether a silent client is still there, and how many pings it takes from one (gRPC's proposals A8 and
/// A9; PING is RFC 9113, section 6.7). A server does not start with times that are not longer than none.
public struct ServerKeepalive: Hashable, Sendable {
  /// The silence, without one whole frame from the client, after which it is pinged, calls or not; nil for never. Standard:
  /// two minutes. The ping goes out between this and twice this, as nobody reads a clock for every frame.
  public var interval: Duration? = .seconds(120)
  /// How long the client may take to answer before the connection is closed; standard: 20 seconds. A client that is told
  /// of the end of the connection (age, idle, drain) has as long to say that it has heard. With an interval, the kernel gives
  /// up after as long on bytes that are not acknowledged, or for which the client makes no room (`TCP_USER_TIMEOUT`, A18).
  public var timeout: Duration = .seconds(20)
  /// How far apart a client's own pings must be; standard: five minutes, as in other implementations. Answers that were
  /// sent in between make any ping welcome.
  public var clientIntervalMinimum: Duration = .seconds(300)
  /// Whether a client may ping as often without calls. Otherwise, the standard, once in two hours.
  public var permitsPingsWithoutCalls = false
  /// Pings too soon that are forgiven, none or more; one more ends the connection with ENHANCE_YOUR_CALM and "too_many_pings".
  public var strikesMaximum = 2

  /// The standard behaviour, to be changed field by field.
  public init() {}

  func check() {
    precondition(timeout > .zero && interval.map { $0 > .zero } ?? true, "a time to wait is longer than none")
    precondition(strikesMaximum >= 0, "strikes are counted from none")
  }
}
