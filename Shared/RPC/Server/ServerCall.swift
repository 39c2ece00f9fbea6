import NIOCore
import Tracing

/// One call at the server, from its headers to its status.
// @unchecked Sendable: its mutable state is touched on the connection's loop only; others hop there (LoopBound).
final class ServerCall: CallRecord, MessageExchange, @unchecked Sendable {
  let facts: ConnectionFacts
  /// How replies are compressed: off where the caller does not read what our options say.
  let compression: CompressionOptions
  let method: RPCMethod
  private let meter: ServerCallMeter
  /// Until the call has its status and its handler has returned, which is later if the call was cancelled.
  private var connection: ServerConnection?
  /// Whether the call has no status yet.
  private(set) var isOpen = true
  /// Whether the connection counts a handler of it.
  private var hasHandler = false
  private var handlerTask: HandlerTask?
  /// The one after it among those whose handlers are to be run.
  var nextReady: ServerCall?
  private var openedInbox: MessageInbox?
  private var openedGate: WriteGate?
  /// The one request: framed, when it came in one piece; otherwise it went through the inbox.
  private var wholeRequest: [UInt8]?
  private var gatheredRequest: ArraySlice<UInt8> = []
  private var wholeRequestBytes = 0
  /// The bytes of the request that are still to come, if it says how many it has.
  var bytesExpected: Int?
  private var endStatus: RPCStatus?
  private var deadlineTimer: Scheduled<Void>?
  private var hasStarted = false
  private var awaitedSince: Int?
  private var inflatedBytes = 0
  private var hasSentHeaders = false

  init(
    stream: Int32, method: RPCMethod, deadline: Deadline?, headers: HeaderList, trace: CallTrace?,
    compression: CompressionOptions, connection: ServerConnection
  ) {
    facts = connection.facts
    meter = ServerCallMeter(facts.instruments.methods[method.index], begunAt: connection.http2.readMoment)
    self.method = method
    self.compression = compression
    self.connection = connection
    super.init(stream, deadline: deadline, headers: headers, trace: trace)
  }

  override var path: String { method.path }
  override var peer: Peer { facts.peer }
  override var authorization: Authorization? { facts.options.authorization?.newest.rules }
  var loop: any EventLoop { facts.loop }
  var context: ServerContext { ServerContext(self) }
  var messageBytesMaximum: Int { facts.limits.messageBytesMaximum }

  /// The requests, for calls of more than one, or of one in pieces.
  var inbox: MessageInbox {
    if let openedInbox { return openedInbox }
    let inbox = MessageInbox(
      messageBytesMaximum: messageBytesMaximum, counters: facts.instruments.transport,
      credit: { [unowned self] count in connection?.credit(count, on: identifier) },
      holds: { [unowned self] difference in connection?.holds(difference) })
    if let endStatus { inbox.fail(endStatus) }
    openedInbox = inbox
    return inbox
  }

  var gate: WriteGate {
    if let openedGate { return openedGate }
    let gate = WriteGate()
    if let endStatus { gate.fail(endStatus) }
    openedGate = gate
    return gate
  }

  /// Says how requests with the compressed flag are compressed.
  func decompress(_ encoding: MessageEncoding) {
    inbox.decompress(encoding) { [unowned self] count throws(RPCStatus) in
      noteRequest(compressed: count != nil)
      try hold(inflated: count ?? 0)
    }
  }

  /// Counts what the request taken last has become until the next is taken or the handler returns: a peer pays little for
  /// it, so that it must not escape the connection's bound.
  private func hold(inflated count: Int) throws(RPCStatus) {
    connection?.holds(count - inflatedBytes)
    inflatedBytes = count
    if let status = connection?.overload { throw status }
  }

  // MARK: Its beginning

  /// Begins the call: its deadline now, its handler when what it needs is here.
  func begin() {
    if let deadline {
      let remaining = deadline.remaining
      guard remaining > .zero else { return finish(.deadlinePassed) }
      deadlineTimer = loop.scheduleTask(in: TimeAmount(clamping: remaining)) { self.end(.deadlinePassed) }
    }
    if !method.collectsRequest { start() }
  }

  /// Whether a request has been awaited, or has been arriving, since this was asked last.
  func hasStalled() -> Bool {
    let isAwaited = method.collectsRequest ? !hasStarted : inbox.isMidMessage
    defer { awaitedSince = isAwaited ? inbox.messagesTaken : nil }
    return isAwaited && awaitedSince == inbox.messagesTaken
  }

  func received(_ bytes: [UInt8]) {
    guard isOpen, let connection else { return }
    if let bytesExpected {
      self.bytesExpected = bytesExpected - bytes.count
      guard bytes.count <= bytesExpected else { return refuseLength() }
    }
    if method.collectsRequest, openedInbox == nil, wholeRequest == nil,
      MessageFrame.isWhole(bytes, messageBytesMaximum: messageBytesMaximum)
    {
      wholeRequest = bytes
      return connection.holds(bytes.count)
    }
    do {
      if let beginning = takeBackRequest() { try inbox.receive(beginning) }
      try inbox.receive(bytes)
    } catch {
      end(error)
    }
  }

  func requestEnded() {
    if let bytesExpected, bytesExpected != 0 { return refuseLength() }
    if isOpen, let connection, let count = wholeRequest?.count {
      connection.holds(-count)
      connection.credit(count, on: identifier)
      facts.instruments.transport.messagesReceived.add()
      wholeRequestBytes = count - MessageFrame.prefixCount
      return start()
    }
    inbox.finish()
    guard method.collectsRequest, !hasStarted else { return }
    do {
      guard case .message(let message) = try inbox.take(), inbox.count == 0 else {
        return finish(RPCStatus(.unimplemented, "\(path) takes exactly one request"))
      }
      gatheredRequest = message
      start()
    } catch {
      finish(error as? RPCStatus ?? RPCStatus(.internalError, "request could not be read"))
    }
  }

  /// The request that came in one piece, of a call whose handler does not get it after all.
  private func takeBackRequest() -> [UInt8]? {
    guard !hasStarted, let request = exchange(&wholeRequest, with: nil) else { return nil }
    connection?.holds(-request.count)
    return request
  }

  /// Ends a call whose request is not as long as it says (RFC 9113, section 8.1.1).
  private func refuseLength() {
    connection?.http2.session.reset(identifier, .protocolError)
    connection?.http2.scheduleFlush()
    abandon(RPCStatus(.internalError, "the request's content-length is not its length"))
  }

  /// Lends the one request to `body`, once: its memory is then used again.
  func withRequest<Result>(_ body: (Swift.Span<UInt8>) throws -> Result) rethrows -> Result {
    guard var frame = wholeRequest else {
      let message = exchange(&gatheredRequest, with: [])
      return try body(message.span)
    }
    wholeRequest = nil
    let result = try body(frame.span.extracting(MessageFrame.prefixCount...))
    facts.shared.memory.give(&frame)
    return result
  }

  // MARK: Its handler

  private func start() {
    guard isOpen, let connection else { return }
    hasStarted = true
    connection.handlerStarted()
    hasHandler = true
    switch method.run {
    case .atOnce(let handle): run(handle)
    case .inTask: connection.runInTask(self)
    }
  }

  private func run(_ handle: RPCMethod.Body) {
    do {
      if let trace {
        try InstrumentationContext.withValue(trace.taskContext) { try handle(self) }
      } else {
        try handle(self)
      }
      handlerReturned(.ok)
    } catch {
      handlerReturned(status(of: error))
    }
  }

  /// Whether `task` is to run the handler now: not when the call has ended meanwhile.
  func handlerBegins(in task: HandlerTask) -> Bool {
    guard isOpen else {
      handlerReturned(.ok)
      return false
    }
    handlerTask = task
    return true
  }

  func handlerReturned(_ status: RPCStatus) {
    guard hasHandler else { return }
    hasHandler = false
    handlerTask = nil
    connection?.handlerEnded()
    connection?.holds(-inflatedBytes)
    if isOpen { finish(status) } else { connection = nil }
  }

  func status(of error: any Error) -> RPCStatus {
    switch error {
    case let status as RPCStatus: return status
    case is CancellationError: return RPCStatus(.cancelled, "the call was cancelled")
    case let failure as any RPCFailure:
      let status = failure.status
      if isOpen, status.isOfService { connection?.logFailure(of: context, error) }
      return status
    default:
      if isOpen { connection?.logFailure(of: context, error) }
      return RPCStatus(.internalError, "internal error")
    }
  }

  // MARK: Its replies

  /// Sends the one reply of a call, with the status OK.
  func reply(_ frame: [UInt8]) {
    guard isOpen, (try? queue(frame)) != nil else { return }
    finish(.ok)
  }

  func queue(_ frame: [UInt8]) throws -> Bool {
    guard isOpen, let http2 = connection?.http2 else { throw RPCStatus(.cancelled, "the call has ended") }
    if !hasSentHeaders {
      hasSentHeaders = true
      try sendHeaders(http2)
    }
    http2.session.write(frame, to: self)
    meter.sent(frame, facts.instruments.transport)
    http2.scheduleFlush()
    guard outboundBytes > facts.limits.outboundBytesHighWater else { return true }
    isAwaited = true
    facts.instruments.transport.writerStalls.add()
    return false
  }

  private func sendHeaders(_ http2: HTTP2Connection) throws {
    guard compression.encoding != .identity || hasWishes else {
      return try http2.session.respond(to: self, HeaderList.plainReply)
    }
    try http2.session.respond(
      to: identifier, .reply(wishes.initial, encoding: compression.encoding), endsStream: false)
  }

  // MARK: Its end

  /// Gives the call up: the peer or the connection is gone. The handler's task is cancelled.
  func abandon(_ status: RPCStatus) {
    guard isOpen else { return }
    close(status)
    handlerTask?.cancel()
  }

  /// Answers with `status` and cancels the handler's task.
  func end(_ status: RPCStatus) {
    guard isOpen else { return }
    finish(status)
    handlerTask?.cancel()
  }

  private func finish(_ status: RPCStatus) {
    guard isOpen, let http2 = connection?.http2 else { return }
    http2.scheduleFlush()
    if hasSentHeaders, status.code == .ok, !hasWishes {
      http2.session.finish(self, .constantTrailers(HeaderList.succeeded))
      return close(status)
    }
    let wishes = wishes
    let trailers = status.trailers(
      wishes.trailing, messageBytesMaximum: facts.limits.statusMessageBytesMaximum)
    if hasSentHeaders {
      http2.session.finish(self, .trailers(trailers))
    } else {
      var list = HeaderList.reply(wishes.initial)
      list.append(contentsOf: trailers)
      try? http2.session.respond(to: identifier, list, endsStream: true)
    }
    close(status)
  }

  private func close(_ status: RPCStatus) {
    let instruments = facts.instruments
    meter.end(
      status, receivedBytes: openedInbox?.takenBytes ?? wholeRequestBytes, instruments.methods[method.index], trace,
      log: instruments.accessLog, peer: peer)
    deadlineTimer?.cancel()
    if !hasStarted { connection?.holds(-inflatedBytes) }
    if let request = takeBackRequest() { connection?.credit(request.count, on: identifier) }
    endStatus = status
    openedInbox?.fail(status)
    openedGate?.fail(status)
    connection?.ended(self)
    isOpen = false
    if !hasHandler { connection = nil }
  }
}
