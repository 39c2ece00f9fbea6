import NIOCore

/// Tells pings that a client may send from those that come too soon (gRPC's proposals A8 and A9).
struct PingPolicy {
  /// How often a client without calls may ping that is not permitted to: what TCP itself does.
  private static let intervalWithoutCalls = TimeAmount.hours(2)

  private let options: ServerKeepalive
  private var last: NIODeadline?
  private var strikes = 0

  init(_ options: ServerKeepalive) { self.options = options }

  /// Notes a ping. Returns false when it is one too many.
  ///
  /// - Parameters:
  ///   - hasCalls: Whether a call is open.
  ///   - hasAnswered: Whether the server has sent headers or messages since the last ping.
  mutating func permits(at now: NIODeadline, hasCalls: Bool, hasAnswered: Bool) -> Bool {
    if hasAnswered {
      last = nil
      strikes = 0
    }
    let interval =
      hasCalls || options.permitsPingsWithoutCalls
      ? TimeAmount(clamping: options.clientIntervalMinimum) : Self.intervalWithoutCalls
    guard let last, now < last + interval else {
      self.last = now
      return true
    }
    strikes += 1
    return strikes <= options.strikesMaximum
  }
}
