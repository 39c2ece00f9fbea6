import NIOCore

/// What a connection tells the one who made it.
protocol ClientConnectionOwner: AnyObject {
  /// The server speaks HTTP/2; said again when its limit on streams changes.
  func isReady(_ connection: ClientConnection)
  /// It takes no new calls; those begun go on.
  func isDraining(_ connection: ClientConnection)
  /// It is gone, for this reason if one is known.
  func isClosed(_ connection: ClientConnection, _ error: (any Error)?)
}

/// The client's side of one connection: opens streams for calls and gives them what arrives.
// @unchecked Sendable: its mutable state is touched on the client's loop only; others hop there (LoopBound).
final class ClientConnection: HTTP2ConnectionDelegate, LoopBound, @unchecked Sendable {
  let http2: HTTP2Connection
  let loop: any EventLoop
  let address: ServerAddress
  private let authority: String
  let counters: TransportCounters
  private let isSecure: Bool
  private var isClosing = false
  /// What is done for the connection as time passes.
  var upkeep: ClientUpkeep?
  /// Why we end the connection, if we do.
  private(set) var ending: ConnectionEnd?
  /// Let go of when the connection is gone: until then both hold each other.
  private var owner: (any ClientConnectionOwner)?
  private var calls: [Int32: ClientCall] = [:]
  private(set) var isDraining = false
  /// Calls that the server lets us have open at once.
  private(set) var callsMaximum = 0

  init(
    http2: HTTP2Connection, address: ServerAddress, authority: String, isSecure: Bool, counters: TransportCounters,
    owner: any ClientConnectionOwner
  ) {
    self.isSecure = isSecure
    self.counters = counters
    self.http2 = http2
    self.address = address
    self.authority = authority
    self.owner = owner
    loop = http2.loop
    http2.counters = counters
  }

  /// Whether one more call can be opened now.
  var hasRoom: Bool { calls.count < callsMaximum }

  /// Whether fewer calls are open than half of those the server allows.
  var isHalfEmpty: Bool { calls.count < callsMaximum / 2 }

  /// Whether a call is open.
  var hasCalls: Bool { !calls.isEmpty }

  /// Sends a call's headers and what it has to say. Returns false when the connection can have no more streams.
  func open(_ call: ClientCall) -> Bool {
    guard let stream = try? http2.session.request(.request(call, authority: authority, isSecure: isSecure)) else {
      return false
    }
    calls[stream] = call
    call.opened(self, stream: stream)
    http2.scheduleFlush()
    return true
  }

  func forget(_ stream: Int32) {
    calls[stream] = nil
    closeIfDone()
  }

  /// Takes no new calls, and is closed when those begun have ended.
  func retire(_ reason: ConnectionEnd? = nil) {
    ending = ending ?? reason
    if !isDraining {
      isDraining = true
      owner?.isDraining(self)
    }
    closeIfDone()
  }

  /// Ends the connection and the calls on it.
  func close(_ status: RPCStatus) {
    isClosing = true
    for call in Array(calls.values) { call.end(status) }
    http2.session.terminate(.noError)
    http2.scheduleFlush()
  }

  func received(_ event: HTTP2Event) {
    switch event {
    case .headers(let stream, let headers, let endsStream, let isTruncated):
      calls[stream]?.receivedHeaders(headers, endsStream: endsStream, isTruncated: isTruncated)
    case .data(let stream, let bytes):
      guard let call = calls[stream] else {
        http2.session.consume(bytes.count, of: stream)
        return http2.scheduleFlush()
      }
      call.received(bytes)
    case .ended(let stream):
      calls[stream]?.end(RPCStatus(.internalError, "the server ended the call without a grpc-status"))
    case .closed(let stream, let code):
      guard let call = calls.removeValue(forKey: stream) else { return }
      call.closed(code)
      closeIfDone()
    case .drained(let stream): calls[stream]?.gate.open()
    case .settings:
      callsMaximum = http2.session.peerStreamsMaximum
      upkeep?.start()
      owner?.isReady(self)
    case .goAway(_, let code):
      upkeep?.receivedGoAway(code)
      retire()
    case .pong: upkeep?.receivedPong()
    case .ping, .malformed: break
    }
  }

  func closed(_ error: (any Error)?) {
    counters.ended(ending ?? (isClosing ? .shutdown : ConnectionEnd(error)))
    upkeep?.stop()
    let reason = error.map { "\($0)" } ?? "the server closed it"
    let lost = calls
    calls = [:]
    let teller = owner
    owner = nil
    teller?.isClosed(self, error)
    for call in lost.values { call.lost(RPCStatus(.unavailable, "connection to \(address) lost: \(reason)")) }
  }

  private func closeIfDone() {
    guard isDraining, calls.isEmpty else { return }
    http2.session.terminate(.noError)
    http2.scheduleFlush()
  }
}
