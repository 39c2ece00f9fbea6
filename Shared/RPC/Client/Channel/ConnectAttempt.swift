import NIOCore

/// Where the making of one server's next connection stands.
struct ConnectAttempt {
  /// What is going on.
  enum Phase {
    case idle
    /// The back-off passes.
    case scheduled(Scheduled<Void>)
    /// The connection is being made, until the server's settings are here.
    case connecting
  }

  var phase = Phase.idle
  /// Which attempt this is: answers of others come too late.
  var number = 0
  /// Failures in a row.
  var failures = 0
  /// When the last attempt began.
  var begunAt = NIODeadline.uptimeNanoseconds(0)
  /// When the next attempt may begin.
  var earliest = NIODeadline.uptimeNanoseconds(0)
  /// Cuts an attempt off that takes too long.
  var timer: Scheduled<Void>?
  /// The transport, and what speaks over it, once they are there.
  var transport: (any Channel)?
  var connection: ClientConnection?

  var isIdle: Bool {
    if case .idle = phase { return true }
    return false
  }

  var isConnecting: Bool {
    if case .connecting = phase { return true }
    return false
  }

  /// Whether the last attempt failed, and it is too early for another one.
  func isBackingOff(_ now: NIODeadline) -> Bool {
    !isConnecting && failures > 0 && now < earliest
  }

  /// Forgets what the attempt held.
  mutating func end() {
    timer?.cancel()
    timer = nil
    transport = nil
    connection = nil
    phase = .idle
    number += 1
  }
}
