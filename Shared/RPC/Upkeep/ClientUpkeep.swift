/// What a client does for a connection as time passes: pings a silent server, and closes a connection without calls. On
/// the connection's loop only.
final class ClientUpkeep {
  private unowned let connection: ClientConnection
  private let pace: KeepalivePace
  private let idleMaximum: Duration?
  private let keepalive: Keepalive?
  private let idling: LoopTimer
  private var isRunning = false
  private var nextStreamSeen: UInt32 = 0

  init(_ connection: ClientConnection, _ options: RPCClientOptions, _ pace: KeepalivePace) {
    self.connection = connection
    self.pace = pace
    idleMaximum = options.lifetime.idleMaximum
    idling = LoopTimer(connection.loop)
    keepalive = pace.interval.map { interval in
      Keepalive(
        connection.http2, interval: interval, timeout: options.keepalive.timeout,
        mayPing: { [unowned connection] in options.keepalive.pingsWithoutCalls || connection.hasCalls },
        pinged: { [counters = connection.counters] in counters.keepalivesSent.add() })
    }
  }

  /// The server speaks HTTP/2: time begins.
  func start() {
    guard !isRunning else { return }
    isRunning = true
    keepalive?.start()
    if let idleMaximum { idling.every(idleMaximum) { [weak self] in self?.closeIfIdle() } }
  }

  func stop() {
    keepalive?.stop()
    idling.stop()
  }

  func receivedPong() { keepalive?.answered() }

  func receivedGoAway(_ code: HTTP2ErrorCode) {
    if code == .enhanceYourCalm { pace.slowDown() }
  }

  private func closeIfIdle() {
    let next = connection.http2.session.nextStreamSent
    defer { nextStreamSeen = next }
    if next == nextStreamSeen, !connection.hasCalls { connection.retire(.idle) }
  }
}
