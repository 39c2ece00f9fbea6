/// Measures one call of a client: begun once, sent once or more often, ended once. On its loop only.
struct ClientCallMeter {
  private let instruments: ClientInstruments
  private let method: ClientInstruments.Method
  private let begunAt: UInt64
  private let trace: CallTrace?
  private var attemptBegunAt: UInt64?
  private var sentBytes = 0

  /// Where the messages of the call are counted.
  var transport: TransportCounters { instruments.transport }

  /// A call begins.
  init(_ instruments: ClientInstruments, path: String, trace: CallTrace?) {
    self.trace = trace
    self.instruments = instruments
    method = instruments.method(path)
    begunAt = MonotonicTime.nanoseconds
    method.calls.begin()
  }

  /// The call gets a stream, for the first time or again.
  mutating func beginAttempt() {
    attemptBegunAt = MonotonicTime.nanoseconds
    sentBytes = 0
    method.attempts.begin()
  }

  /// A framed message goes to the transport.
  mutating func sent(_ frame: [UInt8]) {
    sentBytes += frame.count - MessageFrame.prefixCount
    instruments.transport.messagesSent.add()
  }

  /// A writer has to wait for the peer.
  func writerStalled() { instruments.transport.writerStalls.add() }

  /// The stream is gone, with this status or for this reason. Without effect when there is none.
  mutating func endAttempt(_ code: RPCStatus.Code, receivedBytes: Int) {
    guard let begun = attemptBegunAt else { return }
    attemptBegunAt = nil
    method.attempts.end(
      code, nanoseconds: MonotonicTime.nanoseconds &- begun, sentBytes: sentBytes, receivedBytes: receivedBytes)
  }

  /// The call has its status.
  mutating func end(_ code: RPCStatus.Code, receivedBytes: Int) {
    endAttempt(code, receivedBytes: receivedBytes)
    let nanoseconds = MonotonicTime.nanoseconds &- begunAt
    method.calls.end(code, nanoseconds: nanoseconds, sentBytes: 0, receivedBytes: 0)
    instruments.accessLog?.write(
      AccessLog.Line(
        act: .made, method: method.calls.method, peer: instruments.target, code: code, nanoseconds: nanoseconds,
        receivedBytes: receivedBytes, sentBytes: sentBytes, trace: trace))
  }
}
