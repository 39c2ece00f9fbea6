import NIOCore

/// One call at the client, from its first byte to its status.
// @unchecked Sendable: its mutable state is touched on the client's loop only; others hop there (LoopBound).
final class ClientCall: MessageExchange, @unchecked Sendable {
  /// Where the call stands.
  private enum Phase {
    case waiting
    case open(ClientConnection, stream: Int32)
    case ended(RPCStatus)
  }

  let loop: any EventLoop
  let path: String
  let options: CallOptions
  let limits: RPCLimits
  let compression: CompressionOptions
  let deadline: ContinuousClock.Instant?
  let gate = WriteGate()
  private let takesOneReply: Bool
  private var phase = Phase.waiting
  private var pending: [[UInt8]] = []
  private var isRequestEnded = false
  private var hasReply = false
  private var refusals = 0
  private var window: (http2: HTTP2Connection, stream: Int32)?
  private var deadlineTimer: Scheduled<Void>?
  private var replyWaiter: CheckedContinuation<ArraySlice<UInt8>, any Error>?
  private var meter: ClientCallMeter?
  private var onEnd: (() -> Void)?
  /// Metadata before the first reply; nil until it is here.
  private(set) var initialMetadata: Metadata?
  /// Whether the reply taken last came compressed.
  private(set) var replyWasCompressed = false
  /// Metadata with the status; nil until it is here.
  private(set) var trailingMetadata: Metadata?
  private(set) lazy var inbox = MessageInbox(
    messageBytesMaximum: limits.messageBytesMaximum, counters: meter?.transport,
    credit: { [unowned self] count in self.consume(count) })

  init(
    path: String, options: CallOptions, timeout: Duration?, takesOneReply: Bool, limits: RPCLimits,
    compression: CompressionOptions, loop: any EventLoop
  ) {
    self.path = path
    self.options = options
    self.takesOneReply = takesOneReply
    self.limits = limits
    self.compression = compression
    self.loop = loop
    deadline = timeout.map { .now + $0 }
  }

  /// The status with which the call ended; nil before that.
  var status: RPCStatus? {
    guard case .ended(let status) = phase else { return nil }
    return status
  }

  /// Whether the call needs nothing more of its caller and has had nothing of the server, so that it can be sent again.
  var isRepeatable: Bool { isRequestEnded && !hasReply && refusals <= 3 && pending.count == 1 }

  /// Starts the deadline. Returns false when the call has ended already.
  func begin(_ instruments: ClientInstruments, onEnd: @escaping () -> Void) -> Bool {
    guard case .waiting = phase else { return false }
    meter = ClientCallMeter(instruments, path: path)
    self.onEnd = onEnd
    guard let deadline else { return true }
    let remaining = deadline - .now
    guard remaining > .zero else {
      end(.deadlinePassed)
      return false
    }
    deadlineTimer = loop.scheduleTask(in: TimeAmount(clamping: remaining)) { self.end(.deadlinePassed) }
    return true
  }

  /// The call has a stream: what has been written meanwhile goes out.
  func opened(_ connection: ClientConnection, stream: Int32) {
    phase = .open(connection, stream: stream)
    window = (connection.http2, stream)
    meter?.beginAttempt()
    for frame in pending {
      connection.http2.session.write(frame, to: stream)
      meter?.sent(frame)
    }
    if isRequestEnded { connection.http2.session.finish(stream, .endOfStream) }
    if !(isRequestEnded && pending.count == 1) { pending = [] }
    gate.open()
  }

  func queue(_ frame: [UInt8]) throws -> Bool {
    switch phase {
    case .waiting:
      pending.append(frame)
      return pending.reduce(0) { $0 + $1.count } <= limits.outboundBytesHighWater
    case .open(let connection, let stream):
      let http2 = connection.http2
      http2.session.write(frame, to: stream)
      meter?.sent(frame)
      http2.scheduleFlush()
      guard http2.session.outboundBytes(of: stream) > limits.outboundBytesHighWater else { return true }
      http2.session.awaitDrain(of: stream)
      meter?.writerStalled()
      return false
    case .ended(let status):
      throw status.code == .ok ? RPCStatus(.cancelled, "the call has ended") : status
    }
  }

  /// Says that the last request was written.
  func endRequest() {
    isRequestEnded = true
    guard case .open(let connection, let stream) = phase else { return }
    connection.http2.session.finish(stream, .endOfStream)
    connection.http2.scheduleFlush()
  }

  func received(_ bytes: [UInt8]) {
    hasReply = true
    do {
      try inbox.receive(bytes)
      if takesOneReply, try inbox.hasMoreThanOneMessage() { end(.replyCountWrong) }
    } catch {
      end(error)
    }
  }

  func receivedHeaders(_ headers: HeaderList, endsStream: Bool, isTruncated: Bool) {
    hasReply = true
    let isFirst = initialMetadata == nil
    if isFirst, let http = headers.first(":status"), http.hasPrefix("1") { return }
    if isTruncated {
      return end(RPCStatus(.resourceExhausted, "reply has more than \(limits.headerListBytesMaximum) bytes of headers"))
    }
    let metadata = Metadata(headers)
    if isFirst { initialMetadata = metadata }
    if endsStream {
      trailingMetadata = metadata
      return finish(RPCStatus(trailers: headers) ?? Self.statusMissing(headers))
    }
    guard isFirst else { return }
    if headers.first(":status") != "200" { return end(Self.statusMissing(headers)) }
    if !RequestHead.isGRPC(headers.first("content-type") ?? "") {
      end(
        RPCStatus(.unknown, "reply has content-type \(headers.first("content-type") ?? "none"), not application/grpc"))
    } else if let encoding = headers.first("grpc-encoding"), encoding != "identity" {
      decompress(encoding)
    }
  }

  private func decompress(_ name: String) {
    guard let encoding = MessageEncoding(rawValue: name) else {
      return end(RPCStatus(.internalError, "reply has grpc-encoding \(name), which was not offered"))
    }
    inbox.decompress(encoding) { [unowned self] in replyWasCompressed = $0 }
  }

  /// The stream closed. Returns true when the call was never begun by the server, and should be made again elsewhere.
  func closed(_ code: HTTP2ErrorCode) -> Bool {
    guard status == nil else { return false }
    refusals += 1
    phase = .waiting  // A stream that is closed must not be reset any more.
    if code == .refusedStream, isRepeatable {
      meter?.endAttempt(.unavailable, receivedBytes: 0)
      return true
    }
    end(RPCStatus(closedBy: code))
    return false
  }

  /// Ends the call from our side. The server is told; what has not been read is dropped.
  func end(_ status: RPCStatus) {
    if case .ended = phase { return }
    if case .open(let connection, let stream) = phase {
      connection.http2.session.reset(stream, .cancel)
      connection.forget(stream)
      connection.http2.scheduleFlush()
    }
    inbox.fail(status)
    settle(status)
  }

  /// Ends the call, or drops what is left of it, because nobody reads it any more.
  func abandon() {
    end(RPCStatus(.cancelled, "the caller gave the call up"))
    inbox.fail(RPCStatus(.cancelled, "the caller gave the call up"))
  }

  /// Resumes `continuation` with the call's only reply when it has ended. On the loop only.
  func waitForReply(_ continuation: CheckedContinuation<ArraySlice<UInt8>, any Error>) {
    replyWaiter = continuation
    if let status { giveReply(status) }
  }

  /// The server has said the call's status. What has not been read can be read.
  private func finish(_ status: RPCStatus) {
    guard case .open(let connection, let stream) = phase else { return }
    connection.forget(stream)
    if !isRequestEnded {
      connection.http2.session.reset(stream, .noError)
      connection.http2.scheduleFlush()
    }
    inbox.finish(throwing: status.code == .ok ? nil : status)
    settle(status)
  }

  private func settle(_ status: RPCStatus) {
    phase = .ended(status)
    meter?.end(status.code, receivedBytes: inbox.receivedBytes)
    pending = []
    deadlineTimer?.cancel()
    gate.fail(status.code == .ok ? RPCStatus(.cancelled, "the call has ended") : status)
    giveReply(status)
    onEnd?()
    onEnd = nil
  }

  private func giveReply(_ status: RPCStatus) {
    guard let waiting = replyWaiter else { return }
    replyWaiter = nil
    do {
      guard status.code == .ok else { throw status }
      guard case .message(let message) = try inbox.take() else { throw RPCStatus.replyCountWrong }
      waiting.resume(returning: message)
    } catch {
      waiting.resume(throwing: error)
    }
  }

  /// Unread bytes free the connection's window even when the call has ended.
  private func consume(_ count: Int) {
    guard let window else { return }
    window.http2.session.consume(count, of: window.stream)
    window.http2.scheduleFlush()
  }

  private static func statusMissing(_ headers: HeaderList) -> RPCStatus {
    let http = headers.first(":status")
    guard let http, http != "200" else { return RPCStatus(.unknown, "the server ended the call without a grpc-status") }
    return RPCStatus(httpStatus: http)
  }
}
