import NIOCore
import Tracing

/// One call at the server, from its headers to its status.
// @unchecked Sendable: its mutable state is touched on the connection's loop only; others hop there (LoopBound).
final class ServerCall: HTTP2Stream, MessageExchange, @unchecked Sendable {
  let context: ServerContext
  let loop: any EventLoop
  private let method: RPCMethod
  private let limits: RPCLimits
  private let meter: ServerCallMeter
  /// How replies are compressed: off where the caller does not read what our options say.
  let compression: CompressionOptions
  private var connection: ServerConnection?
  /// The connection that counts the handler, while that runs: longer than the call if it was cancelled.
  private var handlerOwner: ServerConnection?
  private var openedInbox: MessageInbox?
  private var openedGate: WriteGate?
  /// The request, framed, of a call that takes one: when it came in one piece it never goes through the inbox.
  private var wholeRequest: [UInt8]?
  private var wholeRequestBytes = 0
  private var endStatus: RPCStatus?
  /// The request, while the handler waits for its task.
  private var message: ArraySlice<UInt8> = []
  private var handlerTask: HandlerTask?
  private var deadlineTimer: Scheduled<Void>?
  private var hasStarted = false
  private var awaitedSince: Int?
  private var inflatedBytes = 0
  private var hasSentHeaders = false

  init(
    stream: Int32, method: RPCMethod, context: ServerContext, compression: CompressionOptions,
    connection: ServerConnection
  ) {
    let instruments = connection.instruments
    meter = ServerCallMeter(
      instruments, instruments.methods[method.index], begunAt: connection.http2.readMoment, trace: context.trace)
    self.method = method
    self.context = context
    self.compression = compression
    self.connection = connection
    loop = connection.loop
    limits = connection.limits
    super.init(stream)
  }

  var messageBytesMaximum: Int { limits.messageBytesMaximum }

  /// Whether it has no status yet.
  var isOpen: Bool { connection != nil }

  /// The requests, for calls of more than one, or of one in pieces.
  var inbox: MessageInbox {
    if let openedInbox { return openedInbox }
    let inbox = MessageInbox(
      messageBytesMaximum: limits.messageBytesMaximum, counters: connection?.instruments.transport,
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
      context.noteRequest(compressed: count != nil)
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

  /// Begins the call: its deadline now, its handler when what it needs is here.
  func begin() {
    if let remaining = context.remaining {
      guard remaining > .zero else { return finish(.deadlinePassed) }
      deadlineTimer = loop.scheduleTask(in: TimeAmount(clamping: remaining)) { self.end(.deadlinePassed) }
    }
    if !method.collectsRequest { start([]) }
  }

  /// Whether a request has been awaited, or has been arriving, since this was asked last.
  func hasStalled() -> Bool {
    let isAwaited = method.collectsRequest ? !hasStarted : inbox.isMidMessage
    defer { awaitedSince = isAwaited ? inbox.messagesTaken : nil }
    return isAwaited && awaitedSince == inbox.messagesTaken
  }

  func received(_ bytes: [UInt8]) {
    guard let connection else { return }
    if method.collectsRequest, openedInbox == nil, wholeRequest == nil,
      MessageFrame.isWhole(bytes, messageBytesMaximum: messageBytesMaximum)
    {
      wholeRequest = bytes
      return connection.holds(bytes.count)
    }
    do {
      if let beginning = takeWholeRequest() { try inbox.receive(beginning) }
      try inbox.receive(bytes)
    } catch {
      end(error)
    }
  }

  func requestEnded() {
    if let connection, let request = takeWholeRequest() {
      connection.credit(request.count, on: identifier)
      connection.instruments.transport.messagesReceived.add()
      wholeRequestBytes = request.count - MessageFrame.prefixCount
      return start(request[MessageFrame.prefixCount...])
    }
    inbox.finish()
    guard method.collectsRequest, !hasStarted else { return }
    do {
      guard case .message(let message) = try inbox.take(), inbox.count == 0 else {
        return finish(RPCStatus(.unimplemented, "\(context.path) takes exactly one request"))
      }
      start(message)
    } catch {
      finish(error as? RPCStatus ?? RPCStatus(.internalError, "request could not be read"))
    }
  }

  private func takeWholeRequest() -> [UInt8]? {
    guard let request = wholeRequest else { return nil }
    wholeRequest = nil
    connection?.holds(-request.count)
    return request
  }

  /// Gives the call up: the peer or the connection is gone. The handler's task is cancelled.
  func abandon(_ status: RPCStatus) {
    guard connection != nil else { return }
    close(status)
    handlerTask?.cancel()
  }

  /// Answers with `status` and cancels the handler's task.
  func end(_ status: RPCStatus) {
    guard connection != nil else { return }
    finish(status)
    handlerTask?.cancel()
  }

  /// Sends the one reply of a call, with the status OK.
  func reply(_ frame: [UInt8]) {
    guard loop.inEventLoop else { return loop.execute { self.reply(frame) } }
    guard connection != nil, (try? queue(frame)) != nil else { return }
    finish(.ok)
  }

  func queue(_ frame: [UInt8]) throws -> Bool {
    guard let http2 = connection?.http2 else { throw RPCStatus(.cancelled, "the call has ended") }
    if !hasSentHeaders {
      hasSentHeaders = true
      try sendHeaders(http2)
    }
    http2.session.write(frame, to: self)
    meter.sent(frame)
    http2.scheduleFlush()
    guard outboundBytes > limits.outboundBytesHighWater else { return true }
    isAwaited = true
    meter.writerStalled()
    return false
  }

  private func sendHeaders(_ http2: HTTP2Connection) throws {
    guard compression.encoding != .identity || !context.isReplyPlain else {
      return try http2.session.respond(to: self, HeaderList.plainReply)
    }
    try http2.session.respond(
      to: identifier, .reply(context.reply.initial, encoding: compression.encoding), endsStream: false)
  }

  private func start(_ message: ArraySlice<UInt8>) {
    guard let connection else { return }
    hasStarted = true
    connection.handlerStarted()
    handlerOwner = connection
    switch method.run {
    case .atOnce(let handle): run(handle, message)
    case .inTask:
      self.message = message
      connection.runInTask(self)
    }
  }

  private func run(_ handle: RPCMethod.Body, _ message: ArraySlice<UInt8>) {
    do {
      if let trace = context.trace {
        try InstrumentationContext.withValue(trace.taskContext) { try handle(self, message) }
      } else {
        try handle(self, message)
      }
      handlerReturned(.ok)
    } catch {
      handlerReturned(status(of: error))
    }
  }

  /// What `task` is to run now: the handler with the request. nil when the call has ended meanwhile.
  func handlerBegins(in task: HandlerTask) -> (body: RPCMethod.TaskBody, message: ArraySlice<UInt8>)? {
    guard isOpen, case .inTask(let body) = method.run else {
      handlerReturned(.ok)
      return nil
    }
    handlerTask = task
    let message = self.message
    self.message = []
    guard let trace = context.trace else { return (body, message) }
    let traced: RPCMethod.TaskBody = { call, message in
      try await InstrumentationContext.withValue(trace.taskContext) { try await body(call, message) }
    }
    return (traced, message)
  }

  func handlerReturned(_ status: RPCStatus) {
    guard let connection = handlerOwner else { return }
    handlerOwner = nil
    handlerTask = nil
    connection.handlerEnded()
    connection.holds(-inflatedBytes)
    finish(status)
  }

  private func finish(_ status: RPCStatus) {
    guard let http2 = connection?.http2 else { return }
    http2.scheduleFlush()
    if hasSentHeaders, status.code == .ok, context.isReplyPlain {
      http2.session.finish(self, .constantTrailers(HeaderList.succeeded))
      return close(status)
    }
    let reply = context.reply
    let trailers = status.trailers(reply.trailing, messageBytesMaximum: limits.statusMessageBytesMaximum)
    if hasSentHeaders {
      http2.session.finish(self, .trailers(trailers))
    } else {
      var list = HeaderList.reply(reply.initial)
      list.append(contentsOf: trailers)
      try? http2.session.respond(to: identifier, list, endsStream: true)
    }
    close(status)
  }

  private func close(_ status: RPCStatus) {
    meter.end(status, receivedBytes: openedInbox?.takenBytes ?? wholeRequestBytes, peer: context.peer)
    deadlineTimer?.cancel()
    if !hasStarted { connection?.holds(-inflatedBytes) }
    if let request = takeWholeRequest() { connection?.credit(request.count, on: identifier) }
    endStatus = status
    openedInbox?.fail(status)
    openedGate?.fail(status)
    connection?.ended(self)
    connection = nil
  }

  func status(of error: any Error) -> RPCStatus {
    switch error {
    case let status as RPCStatus: return status
    case is CancellationError: return RPCStatus(.cancelled, "the call was cancelled")
    default:
      onLoop { self.connection?.logFailure(of: self.context, error) }
      return RPCStatus(.internalError, "internal error")
    }
  }
}
