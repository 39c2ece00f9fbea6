import Synchronization

/// What a handler may know of its call besides the request, and what it may say besides the reply.
public struct ServerContext: Sendable {
  /// The method called, as `/package.Service/Method`.
  public let path: String
  /// Who calls.
  public let peer: Peer
  /// When the caller stops waiting; nil when it would wait for ever.
  public let deadline: ContinuousClock.Instant?

  let trace: CallTrace?
  private let headers: HeaderList
  private let reply = ReplyMetadata()

  init(
    path: String, peer: Peer, deadline: ContinuousClock.Instant?, headers: HeaderList, trace: CallTrace? = nil
  ) {
    self.path = path
    self.peer = peer
    self.deadline = deadline
    self.headers = headers
    self.trace = trace
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

  /// What the caller sent along. Computed on each use.
  public var metadata: Metadata { Metadata(headers) }

  /// The trace that this call belongs to, with the call's own span; nil when it belongs to none.
  public var traceContext: TraceContext? { trace?.context }

  /// The time left; nil without a deadline, negative when it has passed.
  public var remaining: Duration? { deadline.map { $0 - .now } }

  /// Metadata sent before the first message; without effect once that is on its way.
  public func setInitialMetadata(_ metadata: Metadata) { reply.initial.withLock { $0 = metadata } }

  /// Metadata sent with the status.
  public func setTrailingMetadata(_ metadata: Metadata) { reply.trailing.withLock { $0 = metadata } }

  /// Whether the request taken last came compressed.
  public var requestWasCompressed: Bool { reply.requestWasCompressed.load(ordering: .relaxed) }

  /// Whether replies are compressed from now on, where the server's options have an encoding and the caller reads it.
  public func setReplyCompression(_ compression: MessageCompression) {
    reply.compression.withLock { $0 = compression }
  }

  var replyCompression: MessageCompression { reply.compression.withLock { $0 } }
  func noteRequest(compressed: Bool) { reply.requestWasCompressed.store(compressed, ordering: .relaxed) }

  var initialMetadata: Metadata { reply.initial.withLock { $0 } }
  var trailingMetadata: Metadata { reply.trailing.withLock { $0 } }
}

/// What handlers set, from whichever task.
private final class ReplyMetadata: Sendable {
  let initial = Mutex(Metadata())
  let trailing = Mutex(Metadata())
  let compression = Mutex(MessageCompression.automatic)
  let requestWasCompressed = Atomic(false)
}
