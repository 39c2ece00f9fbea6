import NIOCore

/// What a server does for a connection as time passes: pings a silent client, ends an idle or an old connection, gives
/// up requests that do not arrive, and cuts off a client that pings too often.
///
/// Each looks, at long intervals, at what has changed since it last looked: calls pay nothing. On the connection's loop
/// only.
final class ServerUpkeep {
  private unowned let connection: ServerConnection
  private let lifetime: ServerLifetime
  private let keepalive: Keepalive?
  private let drainTimeout: Duration
  private var pings: PingPolicy
  private let requests: LoopTimer
  private let idling: LoopTimer
  private let aging: LoopTimer
  private let draining: LoopTimer
  private var isRunning = false
  private var lastStreamSeen: Int32 = 0
  private var framesSeen: UInt64 = 0

  init(_ connection: ServerConnection, _ options: RPCServerOptions) {
    self.connection = connection
    lifetime = options.lifetime
    drainTimeout = options.keepalive.timeout
    pings = PingPolicy(options.keepalive)
    requests = LoopTimer(connection.loop)
    idling = LoopTimer(connection.loop)
    aging = LoopTimer(connection.loop)
    draining = LoopTimer(connection.loop)
    let counters = connection.instruments.transport
    keepalive = options.keepalive.interval.map { interval in
      Keepalive(
        connection.http2, interval: interval, timeout: options.keepalive.timeout, mayPing: { true },
        pinged: { counters.keepalivesSent.add() })
    }
  }

  /// The client speaks HTTP/2: time begins. Whatever comes before is bounded by the handshake's timeout.
  func start() {
    guard !isRunning else { return }
    isRunning = true
    keepalive?.start()
    requests.every(connection.facts.limits.requestArrivalTimeout) { [weak self] in self?.giveUpRequests() }
    if let idle = lifetime.idleMaximum { idling.every(idle) { [weak self] in self?.endIfIdle() } }
    var generator = SystemRandomNumberGenerator()
    if let age = lifetime.age(using: &generator) { aging.once(after: age) { [weak self] in self?.endByAge() } }
  }

  func stop() {
    keepalive?.stop()
    for timer in [requests, idling, aging, draining] { timer.stop() }
  }

  func receivedPong() { keepalive?.answered() }

  func receivedPing() {
    let http2 = connection.http2
    let isPermitted = pings.permits(
      at: connection.loop.now, hasCalls: connection.hasCalls, hasAnswered: http2.session.takeHasAnswered())
    if !isPermitted { connection.refusePings() }
  }

  /// The client was told that the connection ends; it may be too broken to say that it has heard.
  func awaitDrain() {
    draining.once(after: drainTimeout) { [weak self] in self?.connection.refuseNewCalls() }
  }

  private func endIfIdle() {
    let last = connection.http2.session.lastStreamReceived
    defer { lastStreamSeen = last }
    if last == lastStreamSeen, !connection.hasCalls { connection.drain(.idle) }
  }

  private func endByAge() {
    connection.drain(.age)
    guard let grace = lifetime.ageGrace else { return }
    aging.once(after: grace) { [weak self] in
      self?.connection.cut("the connection is as old as connections may become")
    }
  }

  /// A header block that neither ends nor makes room for another frame ends the connection, a message that does not come
  /// its call; unless it is we who let nothing in.
  private func giveUpRequests() {
    let http2 = connection.http2
    let frames = http2.session.framesReceived
    defer { framesSeen = frames }
    if http2.session.isReceivingHeaders, frames == framesSeen { return http2.fail(StalledHeaders()) }
    if http2.session.letsPeerSend { connection.giveUpStalledRequests() }
  }
}

/// A peer that began a header block and did not end it.
struct StalledHeaders: Error, CustomStringConvertible {
  var description: String { "the peer began a header block and did not end it" }
}
