import Logging
import NIOCore

/// One server of a client: its connections, its back-off, and the calls given to it.
// @unchecked Sendable: its mutable state is touched on the client's loop only; others hop there (LoopBound).
final class Subchannel: PickCandidate, LoopBound, @unchecked Sendable {
  let address: ServerAddress
  let authority: String
  let channel: ClientChannel
  let loop: any EventLoop
  /// Those that are ready and take calls, in the order in which they are filled.
  private(set) var connections: [ClientConnection] = [] {
    didSet {
      noteState()
      guard oldValue.isEmpty != connections.isEmpty else { return }
      let counters = channel.instruments.transport
      connections.isEmpty ? counters.serversLost.add() : counters.serversReached.add()
    }
  }
  /// Calls given to this server that have not ended.
  private(set) var inFlight = 0
  /// How well the server answers.
  var record = OutlierRecord()
  /// Why no connection could be made the last time; nil when one was.
  private(set) var lastFailure: RPCStatus?
  private(set) var isRetired = false { didSet { noteState() } }
  /// Where it stands. It begins with nothing to do.
  private(set) var state = ConnectivityState.idle
  private var overflow = CircularBuffer<ClientCall>()
  private var health: HealthWatch? { didSet { noteState() } }
  /// How often the server is pinged.
  let pace: KeepalivePace
  /// Where the making of a connection stands.
  var attempt = ConnectAttempt() { didSet { noteState() } }
  /// Looks at the state when the time to wait after a failure is over.
  private let waitEnds: LoopTimer

  init(_ address: ServerAddress, authority: String, channel: ClientChannel) {
    self.address = address
    self.authority = authority
    self.channel = channel
    pace = KeepalivePace(channel.options.keepalive)
    loop = channel.loop
    waitEnds = LoopTimer(loop)
    channel.instruments.transport.entered(.idle)
  }

  /// Counts the state if it is another than before.
  private func noteState() {
    let newest = newestState
    guard newest != state else { return }
    channel.instruments.transport.left(state)
    channel.instruments.transport.entered(newest)
    state = newest
    guard newest == .transientFailure, !attempt.isConnecting else { return waitEnds.stop() }
    waitEnds.once(at: attempt.earliest) { [weak self] in self?.noteState() }
  }

  private var newestState: ConnectivityState {
    if isRetired { return .shutdown }
    if !connections.isEmpty {
      guard let health, !health.isServing else { return .ready }
      return health.complaint == nil ? .connecting : .transientFailure
    }
    if attempt.isConnecting { return .connecting }
    return attempt.isBackingOff(loop.now) ? .transientFailure : .idle
  }

  /// Whether calls can be given to it.
  var isReady: Bool { !connections.isEmpty && (health?.isServing ?? true) }

  /// Why calls need not wait for it; nil when it is ready or may soon be.
  var failure: RPCStatus? {
    if !connections.isEmpty { return health?.complaint }
    guard let lastFailure, channel.keepsConnected || attempt.isBackingOff(loop.now) else { return nil }
    return lastFailure
  }

  /// Makes a connection if there is none, when the back-off allows.
  func connectIfNeeded() {
    if connections.isEmpty { connect() }
  }

  /// Makes the call here: at once, or when a connection has room for it.
  func take(_ call: ClientCall) {
    inFlight += 1
    call.subchannel = self
    if overflow.isEmpty, open(call) { return }
    guard isReady else { return call.placeAgain() }
    if overflow.count >= channel.options.limits.clientCallsMaximum { overflow.removeAll(where: \.isEnded) }
    overflow.append(call)
    widen()
  }

  /// A call given to this server has ended here, with this status, or without one that says anything of the server.
  func ended(_ code: RPCStatus.Code?) {
    inFlight -= 1
    if let code { record.count(code) }
    if !overflow.isEmpty { openOverflow() } else if connections.count > 1 { dropSpareConnection() }
  }

  /// Takes no new calls, and lets go of its connections when those begun have ended.
  func retire() {
    isRetired = true
    stopConnecting()
    health?.stop()
    health = nil
    let draining = connections
    connections = []
    for connection in draining { connection.retire() }
    releaseOverflow()
  }

  /// Gives up the connection that is being made, and those there are.
  func standBy() {
    retire()
    isRetired = false
    lastFailure = nil
  }

  /// A connection is ready.
  func connected(_ connection: ClientConnection) {
    lastFailure = nil
    connections.append(connection)
    if connections.count == 1, let options = channel.options.healthCheck {
      health = HealthWatch(options, self, connection)
    }
    openOverflow()
    if !overflow.isEmpty { widen() }
    channel.changed()
  }

  /// No connection could be made.
  func connectFailed(_ status: RPCStatus) {
    lastFailure = status
    channel.connectFailed(self, status)
  }

  /// The server says something else of its health.
  func healthChanged() {
    noteState()
    channel.changed()
    if !isReady { releaseOverflow() }
  }

  private func open(_ call: ClientCall) -> Bool {
    while let connection = connections.first(where: \.hasRoom) {
      if connection.open(call) { return true }
      remove(connection)
      connection.retire()
    }
    return false
  }

  /// Makes one more connection for calls that have no room, within the limit.
  private func widen() {
    if connections.count < channel.options.limits.connectionsPerAddressMaximum { connect() }
  }

  private func openOverflow() {
    while let call = overflow.popFirst() {
      guard !call.isEnded, !open(call) else { continue }
      return overflow.prepend(call)
    }
  }

  /// Calls that no connection had room for are placed anew.
  private func releaseOverflow() {
    let calls = overflow
    overflow = []
    for call in calls where !call.isEnded { call.placeAgain() }
  }

  /// Connections are filled in order, so that those no longer needed run empty.
  private func dropSpareConnection() {
    guard let last = connections.last, !last.hasCalls, connections.dropLast().contains(where: \.isHalfEmpty) else {
      return
    }
    connections.removeLast()
    last.retire()
  }

  /// Takes a connection out of use; without any the health is unknown, and a new one is wanted.
  private func remove(_ connection: ClientConnection) {
    guard let index = connections.firstIndex(where: { $0 === connection }) else { return }
    connections.remove(at: index)
    spaceAttempts()
    if let health, health.connection === connection {
      health.stop()
      self.health = connections.first.map { HealthWatch(health.options, self, $0) }
    }
    channel.lost(self, isIdle: connection.ending == .idle)
    if !isReady { releaseOverflow() }
  }
}

extension Subchannel: ClientConnectionOwner {
  func isReady(_ connection: ClientConnection) {
    if attempt.connection === connection { connectSucceeded(connection) } else { openOverflow() }
  }

  func isDraining(_ connection: ClientConnection) {
    connectEnded(connection, nil)
    remove(connection)
  }

  func isClosed(_ connection: ClientConnection, _ error: (any Error)?) {
    channel.release(connection)
    connectEnded(connection, error)
    remove(connection)
    channel.logger.debug(
      "connection closed", metadata: ["server": "\(address)", "error": "\(error.map { "\($0)" } ?? "none")"])
  }
}
