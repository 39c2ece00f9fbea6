/// Pings a peer that has been silent for an interval, and gives the connection up when no answer comes.
///
/// It looks at a count of frames once an interval, so that a frame costs nothing but its count. Bytes of a frame that
/// never ends are silence: a peer that sends one now and then is found out as well. On the connection's loop only.
final class Keepalive {
  private let http2: HTTP2Connection
  private let interval: Duration
  private let timeout: Duration
  private let mayPing: () -> Bool
  private let pinged: () -> Void
  private var framesSeen: UInt64 = 0
  private var isWaiting = false
  private let ticks: LoopTimer
  private let givingUp: LoopTimer

  /// A keepalive that asks `mayPing` first, and tells `pinged` of each ping.
  init(
    _ http2: HTTP2Connection, interval: Duration, timeout: Duration, mayPing: @escaping () -> Bool,
    pinged: @escaping () -> Void = {}
  ) {
    self.http2 = http2
    self.interval = interval
    self.timeout = timeout
    self.mayPing = mayPing
    self.pinged = pinged
    ticks = LoopTimer(http2.loop)
    givingUp = LoopTimer(http2.loop)
  }

  func start() {
    framesSeen = http2.session.framesReceived
    ticks.every(interval) { [weak self] in self?.look() }
  }

  func stop() {
    ticks.stop()
    givingUp.stop()
  }

  /// The answer to a ping is here.
  func answered() {
    isWaiting = false
    givingUp.stop()
  }

  private func look() {
    let frames = http2.session.framesReceived
    defer { framesSeen = frames }
    guard frames == framesSeen, !isWaiting, mayPing() else { return }
    isWaiting = true
    http2.session.ping(.keepalive)
    http2.scheduleFlush()
    pinged()
    let timeout = self.timeout
    givingUp.once(after: timeout) { [weak http2] in http2?.fail(SilentPeer(timeout: timeout)) }
  }
}

/// The peer did not answer a ping: its machine, its network or its process is gone, or it reads nothing any more.
struct SilentPeer: Error, CustomStringConvertible {
  var timeout: Duration

  var description: String { "the peer did not answer a ping within \(timeout)" }
}
