/// What a handler may know of its call besides the request, and what it may say besides the reply.
public struct ServerContext: Sendable {
  let record: CallRecord

  init(_ record: CallRecord) { self.record = record }

  /// A context without a connection, for calling a handler directly.
  public init(
    path: String, metadata: Metadata = Metadata(), timeout: Duration? = nil,
    peer: Peer = Peer(address: "in-process", security: .inProcess), authorization: Authorization? = nil
  ) {
    var headers = HeaderList()
    metadata.append(to: &headers)
    record = LocalCallRecord(
      path: path, peer: peer, deadline: timeout.map { Deadline(in: $0) }, headers: headers,
      authorization: authorization)
  }

  /// The method called, as `/package.Service/Method`.
  public var path: String { record.path }

  /// Who calls.
  public var peer: Peer { record.peer }

  /// When the caller stops waiting; nil when it would wait for ever.
  public var deadline: ContinuousClock.Instant? { record.deadline?.instant }

  /// What the caller sent along. Computed on each use.
  public var metadata: Metadata { Metadata(record.headers) }

  /// The trace that this call belongs to, with the call's own span; nil when it belongs to none.
  public var traceContext: TraceContext? { record.trace?.context }

  /// What the call may be about: asked by handlers once requests are read. Nil when it may be about everything.
  public var contentPermission: ContentPermission? {
    ContentPermission(path: path, identity: peer.identity, authorization: record.authorization, record.headers)
  }

  /// The time left; nil without a deadline, negative when it has passed.
  public var remaining: Duration? { record.deadline?.remaining }

  /// Metadata sent before the first message; without effect once that is on its way.
  public func setInitialMetadata(_ metadata: Metadata) { record.change { $0.initial = metadata } }

  /// Metadata sent with the status.
  public func setTrailingMetadata(_ metadata: Metadata) { record.change { $0.trailing = metadata } }

  /// Whether the request taken last came compressed.
  public var requestWasCompressed: Bool { record.requestWasCompressed }

  /// Whether replies are compressed from now on, where the server's options have an encoding and the caller reads it.
  public func setReplyCompression(_ compression: MessageCompression) { record.change { $0.compression = compression } }
}
