import Logging
import NIOCore

/// All that a client knows of its servers: finds them, connects to them, and gives each call to one that is ready.
// @unchecked Sendable: its mutable state is touched on `loop` only; others hop there (LoopBound).
final class ClientChannel: LoopBound, @unchecked Sendable {
  let loop: any EventLoop
  let target: String
  let options: RPCClientOptions
  let logger: Logger
  /// What stands in `:authority`; nil when each address stands for itself.
  let authority: String?
  /// The name that certificates must have; nil when each address stands for itself.
  let serverName: String?
  let transport: ClientTransport
  let instruments: ClientInstruments
  /// One for each address, in the order of the addresses.
  var subchannels: [Subchannel] = []
  var resolution: Resolution
  var budget: RetryBudget
  var generator = PickGenerator()
  var ejections: RepeatedTask?
  /// Why no connection could be made the last time.
  var lastFailure: RPCStatus?
  private(set) var isClosed = false
  private var isAwake = false
  /// Whether connections were closed because there were no calls.
  private var isResting = false
  private var picker: Picker<Subchannel>
  private var waiting: [ClientCall] = []
  private var callCount = 0
  private var closePromise: EventLoopPromise<Void>?
  private var openTransports = 0
  private var connections: [ObjectIdentifier: ClientConnection] = [:]
  private var retrying: [ObjectIdentifier: ClientCall] = [:]

  init(
    target: String, authority: String?, serverName: String?, source: Resolution.Source, options: RPCClientOptions,
    loop: any EventLoop,
    logger: Logger
  ) {
    self.target = target
    self.authority = authority
    self.serverName = serverName
    transport = ClientTransport(options.security, limits: options.limits, logger: logger)
    instruments = ClientInstruments(options.instruments, target: target, loop: loop, accessLog: AccessLog(logger))
    self.options = options
    self.loop = loop
    self.logger = logger
    resolution = Resolution(source)
    picker = Picker(options.balancing)
    budget = RetryBudget(options.retryBudget)
  }

  /// Whether connections are kept while there are no calls, so that the calls can be spread.
  var keepsConnected: Bool { options.balancing != .pickFirst && subchannels.count > 1 }

  /// Makes a call, now or when a server is ready. On the loop only: callers elsewhere use `start(_:with:)`.
  func begin(_ call: ClientCall) {
    loop.assertInEventLoop()
    guard callCount < options.limits.clientCallsMaximum else {
      return call.end(RPCStatus(.resourceExhausted, "\(callCount) calls to \(target) are in flight already"))
    }
    callCount += 1
    if isResting { endRest() }
    guard call.begin() else {
      callCount -= 1
      return
    }
    place(call)
  }

  /// A call that was begun has its status.
  func ended(_ code: RPCStatus.Code) {
    callCount -= 1
    if code == .ok { budget.recordSuccess() }
  }

  /// Gives a call to a server that is ready; without one the call waits, or fails when there will be none soon.
  func place(_ call: ClientCall) {
    if let subchannel = picker.pick(avoiding: call.lastSubchannel) { return subchannel.take(call) }
    if isClosed { return call.end(RPCStatus(.cancelled, "the client was closed")) }
    if !call.options.waitsForReady, let failure { return call.end(failure) }
    wake()
    if !call.options.waitsForReady, let failure { return call.end(failure) }
    if waiting.count >= options.limits.clientCallsMaximum { waiting.removeAll(where: \.isEnded) }
    waiting.append(call)
  }

  /// Ends all calls and connections; returns when they are closed.
  func close() async {
    await withCheckedContinuation { (continuation: CheckedContinuation<Void, Never>) in
      onLoop {
        let promise = self.closePromise ?? self.loop.makePromise(of: Void.self)
        promise.futureResult.whenComplete { _ in continuation.resume() }
        if self.closePromise == nil { self.beginClosing(promise) }
      }
    }
  }

  /// A subchannel's state has changed: calls that wait may find a place now, or none soon.
  func changed() {
    let ready = subchannels.filter(\.isReady)
    let accepted = ready.filter { !$0.record.isEjected }
    picker.replace(with: accepted.isEmpty ? ready : accepted)
    if let first = ready.first { standByBehind(first) }
    if !picker.isEmpty || failure != nil { placeWaiting() }
  }

  /// No connection could be made to one of the servers.
  func connectFailed(_ subchannel: Subchannel, _ status: RPCStatus) {
    lastFailure = status
    logger.debug("connecting failed", metadata: ["target": "\(target)", "error": "\(status.message)"])
    resolve()
    changed()
    reconnect(subchannel)
  }

  /// A connection takes no more calls. Where its calls went may have moved.
  ///
  /// - Parameter isIdle: Whether it was closed because there were no calls; the next call makes a new one.
  func lost(_ subchannel: Subchannel, isIdle: Bool) {
    guard !isClosed else { return }
    changed()
    isResting = isIdle && callCount == 0
    guard !isResting else { return }
    resolve()
    reconnect(subchannel)
  }

  /// A transport is being made.
  func transportOpened() { openTransports += 1 }

  /// A connection is ready: it is ended with the client.
  func adopt(_ connection: ClientConnection) { connections[ObjectIdentifier(connection)] = connection }

  /// A connection is gone.
  func release(_ connection: ClientConnection) { connections[ObjectIdentifier(connection)] = nil }

  /// A transport is gone, or was never there.
  func transportClosed() {
    openTransports -= 1
    if openTransports == 0, isClosed { closePromise?.succeed() }
  }

  /// Makes a call again after a while.
  func retry(_ call: ClientCall, after delay: Duration) {
    let identifier = ObjectIdentifier(call)
    retrying[identifier] = call
    loop.scheduleTask(in: TimeAmount(clamping: delay)) {
      guard self.retrying.removeValue(forKey: identifier) != nil, !call.isEnded else { return }
      self.place(call)
    }
  }

  /// Whether a call would find no server.
  var hasNobodyReady: Bool { picker.isEmpty }

  /// Whether calls wait for a server to become ready.
  var hasWaitingCalls: Bool { waiting.contains { !$0.isEnded } }

  /// Why no server is ready nor will be soon; nil when one may be.
  var failure: RPCStatus? {
    guard !subchannels.isEmpty else { return resolution.failure }
    var last: RPCStatus?
    for subchannel in subchannels {
      guard let failure = subchannel.failure else { return nil }
      last = last ?? failure
    }
    guard subchannels.count > 1, let last = lastFailure ?? last else { return last }
    return RPCStatus(.unavailable, "none of \(subchannels.count) servers of \(target) is ready; last: \(last.message)")
  }

  /// Where the client stands: as its best server, but a failure stays one until a server is ready (gRFC A62).
  var state: ConnectivityState {
    if isClosed { return .shutdown }
    if !picker.isEmpty { return .ready }
    if failure != nil { return .transientFailure }
    let isConnecting = subchannels.isEmpty ? resolution.isRunning : subchannels.contains { $0.state == .connecting }
    return isConnecting ? .connecting : .idle
  }

  /// Begins to look for servers at the first call, and connects where calls wait.
  private func wake() {
    if !isAwake {
      isAwake = true
      startEjections()
      resolve()
    }
    connect()
  }

  private func endRest() {
    isResting = false
    resolve()
    connect()
  }

  private func placeWaiting() {
    let calls = waiting
    waiting = []
    for call in calls where !call.isEnded { place(call) }
  }

  private func beginClosing(_ promise: EventLoopPromise<Void>) {
    closePromise = promise
    isClosed = true
    ejections?.cancel()
    resolution.stop()
    let closing = subchannels
    subchannels = []
    picker.replace(with: [])
    let status = RPCStatus(.cancelled, "the client was closed")
    for connection in Array(connections.values) { connection.close(status) }
    for subchannel in closing { subchannel.retire() }
    let calls = waiting + retrying.values
    waiting = []
    retrying = [:]
    for call in calls { call.end(status) }
    if openTransports == 0 { promise.succeed() }
  }
}
