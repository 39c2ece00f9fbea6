import NIOCore

/// The client's side of one connection: opens streams for calls and gives them what arrives.
// @unchecked Sendable: its mutable state is touched on the client's loop only; others hop there (LoopBound).
final class ClientConnection: HTTP2ConnectionDelegate, LoopBound, @unchecked Sendable {
  /// What a connection tells the connector that made it.
  enum Report {
    /// The server speaks HTTP/2.
    case ready
    /// It takes no new calls; those begun go on.
    case draining
    /// It is gone.
    case closed((any Error)?)
    /// The server refused this call before beginning it; it can be made again.
    case refused(ClientCall)
  }

  let http2: HTTP2Connection
  let loop: any EventLoop
  private let authority: String
  let counters: TransportCounters
  private let isSecure: Bool
  private let report: (ClientConnection, Report) -> Void
  private var calls: [Int32: ClientCall] = [:]
  private var isDraining = false
  private var isClosing = false
  /// What is done for the connection as time passes.
  var upkeep: ClientUpkeep?
  private var ending: ConnectionEnd?

  init(
    http2: HTTP2Connection, authority: String, isSecure: Bool, counters: TransportCounters,
    report: @escaping (ClientConnection, Report) -> Void
  ) {
    self.isSecure = isSecure
    self.http2 = http2
    self.authority = authority
    self.counters = counters
    self.report = report
    loop = http2.loop
  }

  /// Sends a call's headers and what it has to say.
  func open(_ call: ClientCall) {
    do {
      let stream = try http2.session.request(.request(call, authority: authority, isSecure: isSecure))
      calls[stream] = call
      call.opened(self, stream: stream)
      http2.scheduleFlush()
    } catch {
      call.end(RPCStatus(.unavailable, "\(error)"))
    }
  }

  func forget(_ stream: Int32) {
    calls[stream] = nil
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
    case .dataEnded(let stream):
      calls[stream]?.end(RPCStatus(.internalError, "the server ended the call without a grpc-status"))
    case .closed(let stream, let code):
      guard let call = calls.removeValue(forKey: stream) else { return }
      if call.closed(code) { report(self, .refused(call)) }
      closeIfDone()
    case .drained(let stream): calls[stream]?.gate.open()
    case .settings:
      upkeep?.start()
      report(self, .ready)
    case .goAway(_, let code):
      upkeep?.receivedGoAway(code)
      retire()
    case .pong: upkeep?.receivedPong()
    case .ping: break
    }
  }

  func closed(_ error: (any Error)?) {
    counters.ended(ending ?? (isClosing ? .shutdown : ConnectionEnd(error)))
    upkeep?.stop()
    let reason = error.map { "\($0)" } ?? "the server closed it"
    let lost = calls
    calls = [:]
    for call in lost.values { call.end(RPCStatus(.unavailable, "connection to \(authority) lost: \(reason)")) }
    report(self, .closed(error))
  }

  /// Whether a call is open.
  var hasCalls: Bool { !calls.isEmpty }

  /// Takes no new calls, and is closed when those begun have ended.
  func retire(_ reason: ConnectionEnd? = nil) {
    ending = ending ?? reason
    if !isDraining {
      isDraining = true
      report(self, .draining)
    }
    closeIfDone()
  }

  private func closeIfDone() {
    guard isDraining, calls.isEmpty else { return }
    http2.session.terminate(.noError)
    http2.scheduleFlush()
  }
}
