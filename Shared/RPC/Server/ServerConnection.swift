import Logging
import NIOCore

/// The server's side of one connection: routes requests to calls, and keeps within the connection's limits.
// @unchecked Sendable: its mutable state is touched on the connection's loop only; others hop there (LoopBound).
final class ServerConnection: HTTP2ConnectionDelegate, LoopBound, @unchecked Sendable {
  let http2: HTTP2Connection
  let loop: any EventLoop
  let limits: RPCLimits
  private let handlerTasks: HandlerTasks
  let instruments: ServerInstruments
  private let router: RPCRouter
  private let peer: Peer
  private let options: RPCServerOptions
  private let gatekeeper: Gatekeeper?
  private let logger: Logger
  private let onClose: @Sendable () -> Void
  private var callsOpen = 0
  private var lastMethod: RPCMethod?
  private var runningHandlers = 0
  private var heldBytes = 0
  private var isDraining = false
  private var ending: ConnectionEnd?
  private lazy var upkeep = ServerUpkeep(self, options)

  init(
    http2: HTTP2Connection, router: RPCRouter, options: RPCServerOptions, shared: ServerLoop, peer: Peer,
    logger: Logger, onClose: @escaping @Sendable () -> Void
  ) {
    self.http2 = http2
    self.router = router
    limits = options.limits
    self.options = options
    handlerTasks = shared.handlerTasks
    self.peer = peer
    gatekeeper = options.authorization.map { Gatekeeper($0, peer, logger) }
    instruments = shared.instruments
    self.logger = logger
    self.onClose = onClose
    loop = http2.loop
    instruments.transport.connectionsOpened.add()
    http2.counters = instruments.transport
  }

  /// Lets the calls here end, takes those that are on their way, and no more.
  func drain(_ reason: ConnectionEnd = .shutdown) {
    guard !isDraining else { return }
    isDraining = true
    ending = ending ?? reason
    http2.session.announceShutdown()
    http2.scheduleFlush()
    upkeep.awaitDrain()
  }

  /// Gives up all calls, for that reason, and the connection.
  func cut(_ reason: String = "the server is stopping") {
    for call in calls { call.end(RPCStatus(.unavailable, reason)) }
    http2.session.refuse(.noError, "")
    http2.closeWhenSent()
  }

  /// Cuts off a client that pings too often; its calls are lost.
  func refusePings() {
    ending = .violation
    http2.session.refuse(.enhanceYourCalm, "too_many_pings")
    http2.closeWhenSent()
  }

  /// Takes no call from now on. Those begun go on; then the connection is closed.
  func refuseNewCalls() {
    http2.session.refuseNewStreams()
    http2.scheduleFlush()
  }

  /// Ends calls whose requests have been arriving since the time before last.
  func giveUpStalledRequests() {
    for call in calls where call.hasStalled() { call.end(.requestStalled) }
  }

  /// Whether a call is open.
  var hasCalls: Bool { callsOpen > 0 }

  /// The calls that have no status yet.
  private var calls: [ServerCall] {
    http2.session.streams.compactMap { $0 as? ServerCall }.filter(\.isOpen)
  }

  /// The call on that stream, if it has no status yet.
  private func call(_ stream: Int32) -> ServerCall? {
    guard let attached = http2.session.stream(stream) else { return nil }
    // Nothing but calls is attached to a server's streams.
    let call = unsafe unsafeDowncast(attached, to: ServerCall.self)
    return call.isOpen ? call : nil
  }

  func received(_ event: HTTP2Event) {
    switch event {
    case .headers(let stream, let headers, let endsStream, let isTruncated):
      if http2.session.stream(stream) == nil { begin(stream, headers, isTruncated: isTruncated) }
      if endsStream { call(stream)?.requestEnded() }
    case .data(let stream, let bytes): receive(bytes, on: stream)
    case .dataEnded(let stream): call(stream)?.requestEnded()
    case .closed(let stream, let code): call(stream)?.abandon(RPCStatus(closedBy: code))
    case .drained(let stream): call(stream)?.gate.open()
    case .settings: upkeep.start()
    case .ping: upkeep.receivedPing()
    case .pong(.drain): refuseNewCalls()
    case .pong(.keepalive): upkeep.receivedPong()
    case .goAway: break
    }
  }

  func closed(_ error: (any Error)?) {
    if let error { logger.debug("connection lost", metadata: ["peer": "\(peer.address)", "error": "\(error)"]) }
    upkeep.stop()
    for call in calls { call.abandon(RPCStatus(.cancelled, "the connection is lost")) }
    instruments.transport.ended(ending ?? ConnectionEnd(error))
    onClose()
  }

  /// Counts request bytes that calls hold.
  func holds(_ difference: Int) { heldBytes += difference }

  /// Why the call that asks must end: too much is held for all of them; nil when it is not.
  var overload: RPCStatus? {
    guard heldBytes > limits.bufferedBytesPerConnectionMaximum else { return nil }
    return RPCStatus(.resourceExhausted, "this connection holds \(heldBytes) bytes of requests already")
  }

  /// Lets the client send so many more bytes on a stream.
  func credit(_ count: Int, on stream: Int32) {
    http2.session.consume(count, of: stream)
    http2.scheduleFlush()
  }

  /// Has the call's handler run in a task, when the bytes at hand are read or at once.
  func runInTask(_ call: ServerCall) {
    handlerTasks.add(call)
    if !http2.isReading { handlerTasks.runAll() }
  }

  func readCompleted() { handlerTasks.runAll() }

  func handlerStarted() { runningHandlers += 1 }

  func handlerEnded() { runningHandlers -= 1 }

  /// The call has its status, or will get none. Its handler may still be running.
  func ended(_ call: ServerCall) { callsOpen -= 1 }

  func logFailure(of context: ServerContext, _ error: any Error) {
    var metadata = context.traceContext?.logMetadata ?? [:]
    metadata["method"] = .string(context.path)
    metadata["error"] = "\(error)"
    logger.error("handler failed", metadata: metadata)
  }

  private func begin(_ stream: Int32, _ headers: HeaderList, isTruncated: Bool) {
    var counters = instruments.unknownMethods
    do throws(RequestHead.Rejection) {
      if isTruncated {
        throw .status(RPCStatus(.resourceExhausted, "more than \(limits.headerListBytesMaximum) bytes of headers"))
      }
      let head = try RequestHead(headers)
      let found = method(head)
      if let found { counters = instruments.methods[found.index] }
      if let gatekeeper, let refusal = gatekeeper.refusal(of: head.path, isKnown: found != nil) {
        throw .status(refusal)
      }
      guard let method = found else {
        throw .status(RPCStatus(.unimplemented, "unknown method \(head.path)"))
      }
      guard runningHandlers < limits.runningHandlersMaximum else {
        throw .status(RPCStatus(.resourceExhausted, "\(runningHandlers) handlers still run for this connection"))
      }
      let context = ServerContext(
        path: method.path, peer: peer, deadline: head.timeout.map { .now + $0 }, headers: headers,
        trace: trace(of: headers, head))
      let compression = options.compression
      let replies = compression.encoding == .identity || headers.accepts(compression.encoding) ? compression : .off
      let call = ServerCall(
        stream: stream, method: method, context: context, compression: replies, connection: self)
      if head.encoding != .identity { call.decompress(head.encoding) }
      callsOpen += 1
      http2.session.attach(call)
      call.begin()
    } catch {
      reject(stream, error, counters)
    }
  }

  /// The method called: most often the one that was called last.
  private func method(_ head: RequestHead) -> RPCMethod? {
    if let lastMethod, head.hasPath(lastMethod.pathBytes) { return lastMethod }
    guard let method = router.method(head.path) else { return nil }
    lastMethod = method
    return method
  }

  private func reject(_ stream: Int32, _ rejection: RequestHead.Rejection, _ counters: CallCounters) {
    let headers =
      switch rejection {
      case .http(let status): HeaderList(dictionaryLiteral: (":status", status))
      case .status(let status):
        HeaderList.statusOnly(status, messageBytesMaximum: limits.statusMessageBytesMaximum)
      }
    count(rejection, counters)
    try? http2.session.respond(to: stream, headers, endsStream: true)
    http2.scheduleFlush()
  }

  private func count(_ rejection: RequestHead.Rejection, _ counters: CallCounters) {
    guard case .status(let status) = rejection else { return instruments.transport.foreignRequests.add() }
    ServerCallMeter(instruments, counters, begunAt: http2.readMoment).end(status, receivedBytes: 0, peer: peer)
  }

  private func trace(of headers: HeaderList, _ head: RequestHead) -> CallTrace? {
    guard head.hasTraceParent || instruments.tracing.isActive else { return nil }
    return instruments.tracing.trace(
      of: headers, path: head.path, peerAddress: peer.address, instruments.transport)
  }

  /// Gives bytes to their call; those of a call that has ended only free the window.
  private func receive(_ bytes: [UInt8], on stream: Int32) {
    guard let call = call(stream) else {
      http2.session.consume(bytes.count, of: stream)
      return http2.scheduleFlush()
    }
    call.received(bytes)
    if let overload { call.end(overload) }
  }
}
