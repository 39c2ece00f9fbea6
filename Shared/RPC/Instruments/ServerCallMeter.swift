/// Measures one call at the server: made when it begins, told when it ends. On its loop only.
///
/// Not copied and never changed in place, so that using it costs no reference counts and no checks of access.
struct ServerCallMeter: ~Copyable {
  private let instruments: ServerInstruments
  private let counters: CallCounters
  private let begunAt: UInt64
  private let trace: CallTrace?
  private let sentBytes = LoopCounter()

  /// A call begins.
  ///
  /// - Parameter begunAt: When its headers were read, by `MonotonicTime`.
  init(_ instruments: ServerInstruments, _ counters: CallCounters, begunAt: UInt64, trace: CallTrace? = nil) {
    self.instruments = instruments
    self.counters = counters
    self.begunAt = begunAt
    self.trace = trace
    counters.begin()
  }

  /// A framed message goes to the transport.
  func sent(_ frame: [UInt8]) {
    sentBytes.add(UInt64(truncatingIfNeeded: frame.count - MessageFrame.prefixCount))
    instruments.transport.messagesSent.add()
  }

  /// A writer has to wait for the peer.
  func writerStalled() { instruments.transport.writerStalls.add() }

  /// The call has its status, or the peer is gone.
  func end(_ status: RPCStatus, receivedBytes: Int, peer: @autoclosure () -> Peer) {
    let nanoseconds = MonotonicTime.nanoseconds &- begunAt
    let sent = Int(truncatingIfNeeded: sentBytes.total)
    counters.end(status.code, nanoseconds: nanoseconds, sentBytes: sent, receivedBytes: receivedBytes)
    trace?.end(status, isError: ServerTracing.isFailure(status.code))
    instruments.accessLog?.write(
      AccessLog.Line(
        act: .answered, method: counters.method, peer: peer().address, code: status.code, nanoseconds: nanoseconds,
        receivedBytes: receivedBytes, sentBytes: sent, trace: trace))
  }
}
