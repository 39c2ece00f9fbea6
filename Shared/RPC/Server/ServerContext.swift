import Synchronization

/// What a handler may know of its call besides the request, and what it may say besides the reply.
public struct ServerContext: Sendable {
  private let record: CallRecord

  init(
    path: String, peer: Peer, deadline: ContinuousClock.Instant?, headers: HeaderList, trace: CallTrace? = nil
  ) {
    record = CallRecord(path: path, peer: peer, deadline: deadline, headers: headers, trace: trace)
  }

  /// A context without a connection, for calling a handler directly.
  public init(
    path: String, metadata: Metadata = Metadata(), timeout: Duration? = nil,
    peer: Peer = Peer(address: "in-process", security: .inProcess)
  ) {
    var headers = HeaderList()
    metadata.append(to: &headers)
    self.init(path: path, peer: peer, deadline: timeout.map { ContinuousClock.now + $0 }, headers: headers)
  }

  /// The method called, as `/package.Service/Method`.
  public var path: String { record.path }

  /// Who calls.
  public var peer: Peer { record.peer }

  /// When the caller stops waiting; nil when it would wait for ever.
  public var deadline: ContinuousClock.Instant? { record.deadline }

  /// What the caller sent along. Computed on each use.
  public var metadata: Metadata { Metadata(record.headers) }

  /// The trace that this call belongs to, with the call's own span; nil when it belongs to none.
  public var traceContext: TraceContext? { trace?.context }

  /// The time left; nil without a deadline, negative when it has passed.
  public var remaining: Duration? { deadline.map { $0 - .now } }

  /// Metadata sent before the first message; without effect once that is on its way.
  public func setInitialMetadata(_ metadata: Metadata) { record.change { $0.initial = metadata } }

  /// Metadata sent with the status.
  public func setTrailingMetadata(_ metadata: Metadata) { record.change { $0.trailing = metadata } }

  /// Whether the request taken last came compressed.
  public var requestWasCompressed: Bool { record.requestWasCompressed.load(ordering: .relaxed) }

  /// Whether replies are compressed from now on, where the server's options have an encoding and the caller reads it.
  public func setReplyCompression(_ compression: MessageCompression) { record.change { $0.compression = compression } }

  var trace: CallTrace? { record.trace }
  var reply: ReplyWishes { record.reply }
  /// Whether the handler has wished for nothing, so that the reply is like all others.
  var isReplyPlain: Bool { !record.hasWishes.load(ordering: .acquiring) }
  func noteRequest(compressed: Bool) { record.requestWasCompressed.store(compressed, ordering: .relaxed) }
}

/// What handlers say of their replies.
struct ReplyWishes {
  var initial = Metadata()
  var trailing = Metadata()
  var compression = MessageCompression.automatic
}

/// What is known of a call, in one piece of memory: a context is copied often.
private final class CallRecord: Sendable {
  let path: String
  let peer: Peer
  let deadline: ContinuousClock.Instant?
  let headers: HeaderList
  let trace: CallTrace?
  let requestWasCompressed = Atomic(false)
  let hasWishes = Atomic(false)
  private let wishes = Mutex(ReplyWishes())

  init(path: String, peer: Peer, deadline: ContinuousClock.Instant?, headers: HeaderList, trace: CallTrace?) {
    self.path = path
    self.peer = peer
    self.deadline = deadline
    self.headers = headers
    self.trace = trace
  }

  var reply: ReplyWishes { wishes.withLock { $0 } }

  /// Changes what the handler, from whichever task, wishes for.
  func change(_ body: (inout ReplyWishes) -> Void) {
    wishes.withLock { body(&$0) }
    hasWishes.store(true, ordering: .releasing)
  }
}
