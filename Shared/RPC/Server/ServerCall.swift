import NIOCore
import Tracing

/// One call at the server, from its headers to its status.
// @unchecked Sendable: its mutable state is touched on the connection's loop only; others hop there (LoopBound).
final class ServerCall: MessageExchange, @unchecked Sendable {
  let stream: Int32
  let context: ServerContext
  let loop: any EventLoop
  let inbox: MessageInbox
  let gate = WriteGate()
  private let method: RPCMethod
  private let limits: RPCLimits
  private let meter: ServerCallMeter
  /// How replies are compressed: off where the caller does not read what our options say.
  let compression: CompressionOptions
  private var connection: ServerConnection?
  private var task: Task<Void, Never>?
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
    self.stream = stream
    self.method = method
    self.context = context
    self.compression = compression
    self.connection = connection
    loop = connection.loop
    limits = connection.limits
    let http2 = connection.http2
    inbox = MessageInbox(
      messageBytesMaximum: limits.messageBytesMaximum, counters: instruments.transport,
      credit: { count in
        http2.session.consume(count, of: stream)
        http2.scheduleFlush()
      }, holds: { [weak connection] difference in connection?.holds(difference) })
  }

  var messageBytesMaximum: Int { limits.messageBytesMaximum }

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
    do { try inbox.receive(bytes) } catch { end(error) }
  }

  func requestEnded() {
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

  /// Gives the call up: the peer or the connection is gone. The handler's task is cancelled.
  func abandon(_ status: RPCStatus) {
    guard connection != nil else { return }
    close(status)
    task?.cancel()
  }

  /// Answers with `status` and cancels the handler's task.
  func end(_ status: RPCStatus) {
    guard connection != nil else { return }
    finish(status)
    task?.cancel()
  }

  /// Sends the one reply of a call, with the status OK.
  func reply(_ frame: [UInt8]) {
    onLoop {
      guard self.connection != nil, (try? self.queue(frame)) != nil else { return }
      self.finish(.ok)
    }
  }

  func queue(_ frame: [UInt8]) throws -> Bool {
    guard let connection else { throw RPCStatus(.cancelled, "the call has ended") }
    let http2 = connection.http2
    if !hasSentHeaders {
      hasSentHeaders = true
      try http2.session.respond(
        to: stream, .reply(context.initialMetadata, encoding: compression.encoding), endsStream: false)
    }
    http2.session.write(frame, to: stream)
    meter.sent(frame)
    http2.scheduleFlush()
    guard http2.session.outboundBytes(of: stream) > limits.outboundBytesHighWater else { return true }
    http2.session.awaitDrain(of: stream)
    meter.writerStalled()
    return false
  }

  private func start(_ message: ArraySlice<UInt8>) {
    guard let connection else { return }
    hasStarted = true
    connection.handlerStarted()
    guard let trace = context.trace else { return run(message, connection) }
    InstrumentationContext.withValue(trace.taskContext) { run(message, connection) }
  }

  private func run(_ message: ArraySlice<UInt8>, _ connection: ServerConnection) {
    let method = self.method
    task = Task.immediate(executorPreference: connection.executor) {
      let status: RPCStatus
      do {
        try await method.run(self, message)
        status = .ok
      } catch {
        status = self.status(of: error)
      }
      self.onLoop { self.handlerReturned(status, connection) }
    }
  }

  private func handlerReturned(_ status: RPCStatus, _ connection: ServerConnection) {
    task = nil
    connection.handlerEnded()
    connection.holds(-inflatedBytes)
    finish(status)
  }

  private func finish(_ status: RPCStatus) {
    guard let http2 = connection?.http2 else { return }
    let trailers = status.trailers(
      context.trailingMetadata, messageBytesMaximum: limits.statusMessageBytesMaximum)
    if hasSentHeaders {
      http2.session.finish(stream, .trailers(trailers))
    } else {
      var list = HeaderList.reply(context.initialMetadata)
      list.append(contentsOf: trailers)
      try? http2.session.respond(to: stream, list, endsStream: true)
    }
    http2.scheduleFlush()
    close(status)
  }

  private func close(_ status: RPCStatus) {
    meter.end(status, receivedBytes: inbox.takenBytes, peer: context.peer)
    deadlineTimer?.cancel()
    inbox.fail(status)
    gate.fail(status)
    if !hasStarted { connection?.holds(-inflatedBytes) }
    connection?.ended(self)
    connection = nil
  }

  private func status(of error: any Error) -> RPCStatus {
    switch error {
    case let status as RPCStatus: return status
    case is CancellationError: return RPCStatus(.cancelled, "the call was cancelled")
    default:
      onLoop { self.connection?.logFailure(of: self.context, error) }
      return RPCStatus(.internalError, "internal error")
    }
  }
}
