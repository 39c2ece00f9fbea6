import Synchronization

/// How often a client pings one server: as configured, or half as often each time the server says that it is too much.
final class KeepalivePace: Sendable {
  private let current: Mutex<Duration?>

  init(_ keepalive: ClientKeepalive) { current = Mutex(keepalive.interval) }

  /// The interval of connections made from now on; nil for no pings.
  var interval: Duration? { current.withLock { $0 } }

  /// The server has sent ENHANCE_YOUR_CALM.
  func slowDown() { current.withLock { $0 = $0.map { min($0 * 2, .seconds(24 * 3600)) } } }
}
