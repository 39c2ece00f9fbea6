import Synchronization

/// What came with a call's reply besides the message, for a caller that asks: given with ``CallOptions/record``, complete
/// when the call has returned or thrown. One for each call.
public final class ReplyRecord: Sendable {
  private struct Content {
    var initialMetadata: Metadata?
    var trailingMetadata: Metadata?
    var wasCompressed = false
  }

  private let content = Mutex(Content())

  /// A record of which nothing is known yet.
  public init() {}

  /// What the server sent before its first reply; nil when there was none.
  public var initialMetadata: Metadata? { content.withLock { $0.initialMetadata } }

  /// What the server sent with the status, a failure's too; nil when the call ended without the server's word.
  public var trailingMetadata: Metadata? { content.withLock { $0.trailingMetadata } }

  /// Whether the reply taken last came compressed.
  public var replyWasCompressed: Bool { content.withLock { $0.wasCompressed } }

  func note(initial: Metadata?, trailing: Metadata?) {
    guard initial != nil || trailing != nil else { return }
    content.withLock { content in
      content.initialMetadata = initial
      content.trailingMetadata = trailing
    }
  }

  func note(compressed: Bool) { content.withLock { $0.wasCompressed = compressed } }
}
