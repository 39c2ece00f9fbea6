import Synchronization

/// What a handler's context tells of its call, and asks of it. A call at a server is one itself: contexts are copied often, and
/// both are one piece of memory.
// @unchecked Sendable: what is here does not change, or is an atom or behind a lock.
class CallRecord: HTTP2Stream, @unchecked Sendable {
  final let deadline: Deadline?
  final let headers: HeaderList
  final let trace: CallTrace?
  private final let lastWasCompressed = Atomic(false)
  private final let hasWished = Atomic(false)
  private final let wished = Mutex(ReplyWishes?.none)

  init(_ stream: Int32, deadline: Deadline?, headers: HeaderList, trace: CallTrace?) {
    self.deadline = deadline
    self.headers = headers
    self.trace = trace
    super.init(stream)
  }

  var path: String { fatalError("every record says which method is called") }
  var peer: Peer { fatalError("every record says who calls") }
  /// Who may call what now; nil for everybody everything.
  var authorization: Authorization? { nil }

  /// Whether the reply is not like all others.
  final var hasWishes: Bool { hasWished.load(ordering: .acquiring) }
  final var wishes: ReplyWishes { wished.withLock { $0 ?? ReplyWishes() } }

  final var requestWasCompressed: Bool { lastWasCompressed.load(ordering: .relaxed) }
  final func noteRequest(compressed: Bool) { lastWasCompressed.store(compressed, ordering: .relaxed) }

  /// Changes what the handler, from whichever task, wishes for.
  final func change(_ body: (inout ReplyWishes) -> Void) {
    wished.withLock {
      var wishes = $0 ?? ReplyWishes()
      body(&wishes)
      $0 = wishes
    }
    hasWished.store(true, ordering: .releasing)
  }
}

/// What handlers say of their replies.
struct ReplyWishes {
  var initial = Metadata()
  var trailing = Metadata()
  var compression = MessageCompression.automatic
}

/// The record of a call that no connection brought.
// @unchecked Sendable: as its superclass; it adds what does not change.
final class LocalCallRecord: CallRecord, @unchecked Sendable {
  private let ownPath: String
  private let ownPeer: Peer
  private let ownAuthorization: Authorization?

  init(path: String, peer: Peer, deadline: Deadline?, headers: HeaderList, authorization: Authorization?) {
    ownPath = path
    ownPeer = peer
    ownAuthorization = authorization
    super.init(0, deadline: deadline, headers: headers, trace: nil)
  }

  override var path: String { ownPath }
  override var peer: Peer { ownPeer }
  override var authorization: Authorization? { ownAuthorization }
}
