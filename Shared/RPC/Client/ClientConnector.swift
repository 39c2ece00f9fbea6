import Logging
import NIOCore
import NIOPosix

/// Keeps one connection for a client: made when a call needs it, remade after it is lost, not faster than the back-off.
// @unchecked Sendable: its mutable state is touched on `loop` only; others hop there (LoopBound).
final class ClientConnector: LoopBound, @unchecked Sendable {
  /// Where the connection stands.
  private enum Phase {
    case idle
    case connecting
    case connected(ClientConnection)
    case backingOff(RPCStatus)
    case closed
  }

  let loop: any EventLoop
  private let host: String
  private let port: Int
  private let options: RPCClientOptions
  private let transport: ClientTransport
  private let pace: KeepalivePace
  private let logger: Logger
  private let instruments: ClientInstruments
  private var phase = Phase.idle
  private var waiting: [ClientCall] = []
  private var callCount = 0
  private var failures = 0
  private var closePromise: EventLoopPromise<Void>?
  private var openChannels = 0

  init(host: String, port: Int, options: RPCClientOptions, loop: any EventLoop, logger: Logger) {
    self.host = host
    self.port = port
    self.options = options
    pace = KeepalivePace(options.keepalive)
    self.loop = loop
    self.logger = logger
    transport = ClientTransport(options.security, limits: options.limits, logger: logger)
    instruments = ClientInstruments(
      options.instruments, target: Self.authority(host, port), loop: loop)
  }

  private var authority: String { Self.authority(host, port) }

  private static func authority(_ host: String, _ port: Int) -> String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }

  /// Makes a call, now or when there is a connection. On the loop only: callers elsewhere use `start(_:with:)`.
  func begin(_ call: ClientCall) {
    loop.assertInEventLoop()
    guard callCount < options.limits.clientCallsMaximum else {
      return call.end(RPCStatus(.resourceExhausted, "\(callCount) calls to \(authority) are in flight already"))
    }
    callCount += 1
    guard call.begin(instruments, onEnd: { [weak self] in self?.callCount -= 1 }) else {
      callCount -= 1
      return
    }
    place(call)
  }

  /// Ends all calls and the connection; returns when it is closed.
  func close() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      onLoop {
        let promise = self.closePromise ?? self.loop.makePromise(of: Void.self)
        promise.futureResult.whenComplete { _ in continuation.resume() }
        if self.closePromise == nil { self.beginClosing(promise) }
      }
    }
  }

  private func beginClosing(_ promise: EventLoopPromise<Void>) {
    closePromise = promise
    let status = RPCStatus(.cancelled, "the client was closed")
    if case .connected(let connection) = phase { connection.close(status) }
    phase = .closed
    failWaiting(status, sparing: false)
    if openChannels == 0 { promise.succeed() }
  }

  private func place(_ call: ClientCall) {
    switch phase {
    case .connected(let connection): return connection.open(call)
    case .closed: return call.end(RPCStatus(.cancelled, "the client was closed"))
    case .backingOff(let status) where !call.options.waitsForReady: return call.end(status)
    case .idle: connect()
    case .connecting, .backingOff: break
    }
    if waiting.count >= options.limits.clientCallsMaximum { waiting.removeAll { $0.status != nil } }
    waiting.append(call)
  }

  private func connect() {
    phase = .connecting
    openChannels += 1
    ClientBootstrap(group: loop)
      .channelOption(.tcpOption(.tcp_nodelay), value: 1)
      .connectTimeout(TimeAmount(clamping: options.connectTimeout))
      .channelInitializer { channel in channel.eventLoop.makeCompletedFuture { try self.prepare(channel) } }
      .connect(host: host, port: port)
      .whenComplete { result in
        switch result {
        case .success(let channel):
          channel.closeFuture.whenComplete { _ in self.channelClosed() }
          self.transport.secured(channel).whenComplete { self.secured(channel, $0) }
        case .failure(let error):
          self.channelClosed()
          self.failed(error)
        }
      }
  }

  private func prepare(_ channel: any Channel) throws {
    try transport.secure(channel, to: host).flatMapThrowing { try self.addHTTP2(to: channel) }
      .whenFailure { _ in channel.close(promise: nil) }
  }

  private func secured(_ channel: any Channel, _ result: Result<Void, any Error>) {
    switch result {
    case .success: connected(channel)
    case .failure(let error): failed(error)
    }
  }

  private func addHTTP2(to channel: any Channel) throws {
    let http2 = try HTTP2Connection(.client, limits: options.limits, loop: loop)
    let connection = ClientConnection(
      http2: http2, authority: authority, isSecure: transport.isSecure, counters: instruments.transport
    ) { [weak self] connection, report in
      self?.handle(report, of: connection)
    }
    connection.upkeep = ClientUpkeep(connection, options, pace)
    http2.delegate = connection
    try channel.pipeline.syncOperations.addHandler(http2)
  }

  private func connected(_ channel: any Channel) {
    guard case .connecting = phase,
      let http2 = try? channel.pipeline.syncOperations.handler(type: HTTP2Connection.self),
      let connection = http2.delegate as? ClientConnection
    else {
      channel.close(promise: nil)
      if case .connecting = phase { failed(RPCStatus(.unavailable, "closed at once")) }
      return
    }
    phase = .connected(connection)
    instruments.transport.connectionsOpened.add()
    let calls = waiting
    waiting = []
    for call in calls where call.status == nil { connection.open(call) }
  }

  private func handle(_ report: ClientConnection.Report, of connection: ClientConnection) {
    switch report {
    case .ready: failures = 0
    case .refused(let call): place(call)
    case .draining:
      if isCurrent(connection) { phase = .idle }
    case .closed(let error):
      guard isCurrent(connection) else { return }
      phase = .idle
      logger.debug("connection lost", metadata: ["server": "\(authority)", "error": "\(String(describing: error))"])
    }
  }

  private func isCurrent(_ connection: ClientConnection) -> Bool {
    guard case .connected(let current) = phase else { return false }
    return current === connection
  }

  /// A connection could not be made: calls fail, but for those that wait, until the back-off is over.
  private func failed(_ error: any Error) {
    guard case .connecting = phase else { return }
    failures += 1
    instruments.transport.connectionsFailed.add()
    let status = RPCStatus(.unavailable, "cannot connect to \(authority): \(ConnectFailure.text(of: error))")
    phase = .backingOff(status)
    failWaiting(status, sparing: true)
    var generator = SystemRandomNumberGenerator()
    let delay = options.backoff.delay(afterFailures: failures, using: &generator)
    loop.scheduleTask(in: TimeAmount(clamping: delay)) { self.backoffOver() }
  }

  private func backoffOver() {
    guard case .backingOff = phase else { return }
    phase = .idle
    waiting.removeAll { $0.status != nil }
    if !waiting.isEmpty { connect() }
  }

  private func failWaiting(_ status: RPCStatus, sparing: Bool) {
    let calls = waiting
    waiting = calls.filter { sparing && $0.options.waitsForReady && $0.status == nil }
    for call in calls where !(sparing && call.options.waitsForReady) { call.end(status) }
  }

  private func channelClosed() {
    openChannels -= 1
    if openChannels == 0, case .closed = phase { closePromise?.succeed() }
  }
}
