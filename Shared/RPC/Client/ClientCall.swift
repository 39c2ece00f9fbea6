import NIOCore

/// One call at the client, from its first byte to its status. It may take more than one attempt (`ClientCall+Attempts`).
// @unchecked Sendable: its mutable state is touched on the client's loop only; others hop there (LoopBound).
final class ClientCall: MessageExchange, @unchecked Sendable {
  /// Where the call stands.
  enum Phase {
    case waiting
    case open(ClientConnection, stream: Int32)
    case ended(RPCStatus)
  }

  let loop: any EventLoop
  let path: String
  let options: CallOptions
  let deadline: ContinuousClock.Instant?
  let channel: ClientChannel
  let gate = WriteGate()
  /// The part of its caller's trace that this call is; nil without one.
  let trace: CallTrace?
  let takesOneReply: Bool
  var phase = Phase.waiting
  /// Requests written until now, as long as the call can be made again.
  var pending: [[UInt8]] = []
  var pendingBytes = 0
  private(set) var isRequestEnded = false
  /// Whether the call cannot be made again: its reply has begun, or more was written than is kept.
  var isCommitted = false
  /// Attempts that failed and are counted by the retry policy.
  var previousAttempts = 0
  /// Attempts of which the server had begun nothing.
  var refusals = 0
  /// The server that the call is given to.
  var subchannel: Subchannel?
  /// The server that the last attempt was given to.
  var lastSubchannel: Subchannel?
  /// What the server said about another attempt when the call ended.
  var pushback = RetryPushback.none
  /// Called once when the call has its status.
  var onEnd: (() -> Void)?
  var meter: ClientCallMeter?
  private var window: (http2: HTTP2Connection, stream: Int32)?
  private var deadlineTimer: Scheduled<Void>?
  private var replyWaiter: CheckedContinuation<ArraySlice<UInt8>, any Error>?
  /// Metadata before the first reply; nil until it is here.
  private(set) var initialMetadata: Metadata?
  /// Whether the reply taken last came compressed.
  private(set) var replyWasCompressed = false
  /// Metadata with the status; nil until it is here.
  private(set) var trailingMetadata: Metadata?
  private(set) lazy var inbox = MessageInbox(
    messageBytesMaximum: channel.options.limits.messageBytesMaximum, counters: meter?.transport,
    credit: { [unowned self] count in self.consume(count) })

  init(
    path: String, options: CallOptions, deadline: ContinuousClock.Instant?, takesOneReply: Bool,
    trace: CallTrace? = nil, channel: ClientChannel
  ) {
    self.path = path
    self.options = options
    self.deadline = deadline
    self.takesOneReply = takesOneReply
    self.trace = trace
    self.channel = channel
    loop = channel.loop
  }

  /// The status with which the call ended; nil before that.
  var status: RPCStatus? {
    guard case .ended(let status) = phase else { return nil }
    return status
  }

  /// How requests are compressed.
  var compression: CompressionOptions { options.compression ?? channel.options.compression }

  /// Whether the call has its status.
  var isEnded: Bool {
    if case .ended = phase { return true }
    return false
  }

  /// Starts the deadline. Returns false when the call has ended already.
  func begin() -> Bool {
    guard case .waiting = phase else { return false }
    meter = ClientCallMeter(channel.instruments, path: path, trace: trace)
    guard let deadline else { return true }
    let remaining = deadline - .now
    guard remaining > .zero else {
      end(.deadlinePassed)
      return false
    }
    deadlineTimer = loop.scheduleTask(in: TimeAmount(clamping: remaining)) { self.end(self.deadlineStatus) }
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
    if pendingBytes > channel.options.limits.retryBufferBytesMaximum { commit() }
    gate.open()
  }

  func queue(_ frame: [UInt8]) throws -> Bool {
    switch phase {
    case .waiting:
      keep(frame)
      return pendingBytes <= channel.options.limits.outboundBytesHighWater
    case .open(let connection, let stream):
      let http2 = connection.http2
      if !isCommitted {
        keep(frame)
        if pendingBytes > channel.options.limits.retryBufferBytesMaximum { commit() }
      }
      http2.session.write(frame, to: stream)
      meter?.sent(frame)
      http2.scheduleFlush()
      guard http2.session.outboundBytes(of: stream) > channel.options.limits.outboundBytesHighWater else { return true }
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
    do {
      try inbox.receive(bytes)
      if takesOneReply, try inbox.hasMoreThanOneMessage() { end(.replyCountWrong) }
    } catch {
      end(error)
    }
  }

  func receivedHeaders(_ headers: HeaderList, endsStream: Bool, isTruncated: Bool) {
    let isFirst = initialMetadata == nil
    if isFirst, let http = headers.first(":status"), http.hasPrefix("1") { return }
    if isTruncated {
      let maximum = channel.options.limits.headerListBytesMaximum
      return end(RPCStatus(.resourceExhausted, "reply has more than \(maximum) bytes of headers"))
    }
    if endsStream { return receivedTrailers(headers, isFirst: isFirst) }
    guard isFirst else { return }
    if headers.first(":status") != "200" { return failed(Self.statusMissing(headers), .none) }
    commit()
    initialMetadata = Metadata(headers)
    if !RequestHead.isGRPC(headers.first("content-type") ?? "") {
      end(
        RPCStatus(.unknown, "reply has content-type \(headers.first("content-type") ?? "none"), not application/grpc"))
    } else if let encoding = headers.first("grpc-encoding"), encoding != "identity" {
      decompress(encoding)
    }
  }

  /// Ends the call from our side. The server is told; what has not been read is dropped.
  func end(_ status: RPCStatus) {
    if isEnded { return }
    leave(status.code, resetting: .cancel)
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

  /// The only reply of a call that has ended.
  func takeReply(_ status: RPCStatus) -> Result<ArraySlice<UInt8>, any Error> {
    Result {
      guard status.code == .ok else { throw status }
      guard case .message(let message) = try inbox.take() else { throw RPCStatus.replyCountWrong }
      return message
    }
  }

  /// The server has said the call's status: another attempt follows, or what has not been read can be read.
  private func receivedTrailers(_ headers: HeaderList, isFirst: Bool) {
    let status = RPCStatus(trailers: headers) ?? Self.statusMissing(headers)
    if status.code != .ok {
      pushback = RetryPushback(headers)
      if isRepeated(after: status, pushback) { return }
    }
    guard case .open = phase else { return }
    let metadata = Metadata(headers)
    if isFirst { initialMetadata = metadata }
    trailingMetadata = metadata
    leave(status.code, resetting: isRequestEnded ? nil : .noError)
    inbox.finish(throwing: status.code == .ok ? nil : status)
    settle(status)
  }

  private func decompress(_ name: String) {
    guard let encoding = MessageEncoding(rawValue: name) else {
      return end(RPCStatus(.internalError, "reply has grpc-encoding \(name), which was not offered"))
    }
    inbox.decompress(encoding) { [unowned self] inflatedBytes in
      replyWasCompressed = inflatedBytes != nil
      options.record?.note(compressed: replyWasCompressed)
    }
  }

  private func settle(_ status: RPCStatus) {
    phase = .ended(status)
    meter?.end(status.code, receivedBytes: inbox.receivedBytes)
    trace?.end(status, isError: status.code != .ok)
    pending = []
    lastSubchannel = nil
    deadlineTimer?.cancel()
    gate.fail(status.code == .ok ? RPCStatus(.cancelled, "the call has ended") : status)
    options.record?.note(initial: initialMetadata, trailing: trailingMetadata)
    giveReply(status)
    if meter != nil { channel.ended(status.code) }
    onEnd?()
    onEnd = nil
  }

  private func giveReply(_ status: RPCStatus) {
    guard let waiting = replyWaiter else { return }
    replyWaiter = nil
    waiting.resume(with: takeReply(status))
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
