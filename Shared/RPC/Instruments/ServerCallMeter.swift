/// Measures one call at the server: made when it begins, told when it ends. On its loop only.
///
/// Not copied and never changed in place, so that using it costs no reference counts and no checks of access; what it
/// counts with is handed to it.
struct ServerCallMeter: ~Copyable {
  private let begunAt: UInt64
  private let sentBytes = LoopCounter()

  /// A call begins.
  ///
  /// - Parameter begunAt: When its headers were read, by `MonotonicTime`.
  init(_ counters: CallCounters, begunAt: UInt64) {
    self.begunAt = begunAt
    counters.begin()
  }

  /// A framed message goes to the transport.
  func sent(_ frame: [UInt8], _ transport: TransportCounters) {
    sentBytes.add(UInt64(truncatingIfNeeded: frame.count - MessageFrame.prefixCount))
    transport.messagesSent.add()
  }

  /// The call has its status, or the peer is gone.
  func end(
    _ status: RPCStatus, receivedBytes: Int, _ counters: CallCounters, _ trace: CallTrace? = nil,
    log: AccessLog?, peer: @autoclosure () -> Peer
  ) {
    let nanoseconds = MonotonicTime.nanoseconds &- begunAt
    let sent = Int(truncatingIfNeeded: sentBytes.total)
    counters.end(status.code, nanoseconds: nanoseconds, sentBytes: sent, receivedBytes: receivedBytes)
    trace?.end(status, isError: ServerTracing.isFailure(status.code))
    log?.write(
      AccessLog.Line(
        act: .answered, method: counters.method, peer: peer().address, code: status.code, nanoseconds: nanoseconds,
        receivedBytes: receivedBytes, sentBytes: sent, trace: trace))
  }
}
