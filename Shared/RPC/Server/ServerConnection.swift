import Logging
import NIOCore
import Synchronization

/// The server's side of one connection: routes requests to calls, and keeps within the connection's limits.
// @unchecked Sendable: its mutable state is touched on the connection's loop only; others hop there (LoopBound).
final class ServerConnection: HTTP2ConnectionDelegate, LoopBound, @unchecked Sendable {
  let http2: HTTP2Connection
  let loop: any EventLoop
  let facts: ConnectionFacts
  private let handlerTasks: HandlerTasks
  private let router: RPCRouter
  private let gatekeeper: Gatekeeper?
  private let logger: Logger
  private let onClose: @Sendable () -> Void
  private var callsOpen = 0
  /// For the server, which compares connections.
  let use = Atomic(ConnectionUse.unused)
  /// What the newest header list says, and its number; most that follow are the same.
  private var head = RequestHead()
  private var headNumber = 0
  /// The method that it calls, and the one that was called last.
  private var method: RPCMethod?
  private var lastMethod: RPCMethod?
  private var runningHandlers = 0
  private var heldBytes = 0
  private var isDraining = false
  private var ending: ConnectionEnd?
  private lazy var upkeep = ServerUpkeep(self, facts.options)

  init(
    http2: HTTP2Connection, router: RPCRouter, options: RPCServerOptions, shared: ServerLoop, peer: Peer,
    logger: Logger, onClose: @escaping @Sendable () -> Void
  ) {
    self.http2 = http2
    self.router = router
    facts = ConnectionFacts(http2.loop, options, peer, shared)
    handlerTasks = shared.handlerTasks
    gatekeeper = options.authorization.map { Gatekeeper($0, peer, logger) }
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

  /// Leaves its place to another connection: at once, or when the calls that have come meanwhile have ended.
  func giveWay() {
    if hasCalls { drain() } else { cut("the server has too many connections") }
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

  var instruments: ServerInstruments { facts.instruments }

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
      begin(stream, headers, isTruncated: isTruncated)
      if endsStream { call(stream)?.requestEnded() }
    case .malformed(let stream, let fault): logMalformed(stream, fault)
    case .data(let stream, let bytes): receive(bytes, on: stream)
    case .ended(let stream): call(stream)?.requestEnded()
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
    if let error { logger.debug("connection lost", metadata: ["peer": "\(facts.peer.address)", "error": "\(error)"]) }
    upkeep.stop()
    for call in calls { call.abandon(RPCStatus(.cancelled, "the connection is lost")) }
    instruments.transport.ended(ending ?? ConnectionEnd(error))
    onClose()
  }

  /// Counts request bytes that calls hold.
  func holds(_ difference: Int) { heldBytes += difference }

  /// Why the call that asks must end: too much is held for all of them; nil when it is not.
  var overload: RPCStatus? {
    guard heldBytes > facts.limits.bufferedBytesPerConnectionMaximum else { return nil }
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
  func ended(_ call: ServerCall) {
    callsOpen -= 1
    if callsOpen == 0 { use.store(.idle, ordering: .relaxed) }
  }

  func logFailure(of context: ServerContext, _ error: any Error) {
    var metadata = context.traceContext?.logMetadata ?? [:]
    metadata["method"] = .string(context.path)
    metadata["error"] = "\(error)"
    logger.error("handler failed", metadata: metadata)
  }

  private func logMalformed(_ stream: Int32, _ fault: HeaderFault) {
    logger.debug(
      "malformed request",
      metadata: ["peer": "\(facts.peer.address)", "stream": "\(stream)", "error": "\(fault.rawValue)"])
  }

  private func begin(_ stream: Int32, _ headers: HeaderList, isTruncated: Bool) {
    do throws(RequestHead.Rejection) {
      if isTruncated {
        forgetHead()
        let most = facts.limits.headerListBytesMaximum
        throw .status(RPCStatus(.resourceExhausted, "more than \(most) bytes of headers"))
      }
      if headNumber != http2.session.headerListNumber { try readHead(headers) }
      let method = try permittedMethod()
      let call = ServerCall(
        stream: stream, method: method, deadline: head.timeout.map { Deadline(in: $0) }, headers: headers,
        trace: trace(of: headers), compression: replyCompression(headers), connection: self)
      if head.encoding != .identity { call.decompress(head.encoding) }
      call.bytesExpected = head.contentLength
      callsOpen += 1
      if callsOpen == 1 { use.store(.busy, ordering: .relaxed) }
      http2.session.attach(call)
      call.begin()
    } catch {
      reject(stream, error)
    }
  }

  private func forgetHead() {
    headNumber = 0
    method = nil
  }

  /// Reads a header list that is not the same as the one before.
  private func readHead(_ headers: HeaderList) throws(RequestHead.Rejection) {
    forgetHead()
    head = try RequestHead(headers)
    if let lastMethod, head.hasPath(lastMethod.pathBytes) {
      method = lastMethod
    } else {
      method = router.method(head.path)
    }
    lastMethod = method ?? lastMethod
    headNumber = http2.session.headerListNumber
  }

  /// The method called, if this peer may call it now.
  private func permittedMethod() throws(RequestHead.Rejection) -> RPCMethod {
    if let gatekeeper, let refusal = gatekeeper.refusal(of: head.path, isKnown: method != nil) {
      throw .status(refusal)
    }
    guard let method else {
      throw .status(RPCStatus(.unimplemented, "unknown method \(MessageText.excerpt(head.path))"))
    }
    guard runningHandlers < facts.limits.runningHandlersMaximum else {
      throw .status(RPCStatus(.resourceExhausted, "\(runningHandlers) handlers still run for this connection"))
    }
    return method
  }

  private func replyCompression(_ headers: HeaderList) -> CompressionOptions {
    let wanted = facts.options.compression
    return wanted.encoding == .identity || headers.accepts(wanted.encoding) ? wanted : .off
  }

  private func reject(_ stream: Int32, _ rejection: RequestHead.Rejection) {
    let headers =
      switch rejection {
      case .http(let status): HeaderList(dictionaryLiteral: (":status", status))
      case .status(let status):
        HeaderList.statusOnly(status, messageBytesMaximum: facts.limits.statusMessageBytesMaximum)
      }
    count(rejection)
    try? http2.session.respond(to: stream, headers, endsStream: true)
    http2.scheduleFlush()
  }

  private func count(_ rejection: RequestHead.Rejection) {
    guard case .status(let status) = rejection else { return instruments.transport.foreignRequests.add() }
    let counters = method.map { instruments.methods[$0.index] } ?? instruments.unknownMethods
    ServerCallMeter(counters, begunAt: http2.readMoment)
      .end(status, receivedBytes: 0, counters, log: instruments.accessLog, peer: facts.peer)
  }

  private func trace(of headers: HeaderList) -> CallTrace? {
    guard head.hasTraceParent || instruments.tracing.isActive else { return nil }
    return instruments.tracing.trace(
      of: headers, path: head.path, peerAddress: facts.peer.address, instruments.transport)
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

/// Whether a connection is used.
enum ConnectionUse: UInt8, AtomicRepresentable {
  /// It has made no call.
  case unused
  /// It has made calls, and makes none now.
  case idle
  /// It makes calls.
  case busy

  /// The least first; nil for one in use.
  var activity: Int? {
    switch self {
    case .unused: 1
    case .idle: 2
    case .busy: nil
    }
  }
}
