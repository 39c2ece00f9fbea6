import Intake
import Messages

/// Takes events from all callers: what they send while a commit goes on is committed together after it.
///
/// One commit at a time, so that batches about one listener do not have to begin anew for each other; other homes on the same
/// online store may be taking too, and whoever comes second begins anew. What waits is bounded: see `IntakeLimits`.
struct EventIntake: Sendable {
  private let commits: GroupCommit<[Wire.Event], IntakeReport>

  /// An intake whose commits are made by a committer.
  init(_ committer: EventCommitter, limits: GroupCommitLimits = GroupCommitLimits()) {
    commits = GroupCommit(limits: limits) { await committer.commit($0) }
  }

  /// The most events in one message.
  static let batchEventsMax = 10_000

  /// What a page is marked as seen by.
  static func mark(ofPage identifier: String) -> String { "page/\(identifier)" }

  /// How many callers wait.
  var callersCount: Int { commits.callersCount }

  /// Takes a message's events. When it returns, all of them are durable.
  ///
  /// - Throws: `GroupCommitFull` when too much waits; `CancellationError` for a caller who leaves; why events could not be taken,
  ///   which may be sent again then.
  func take(_ events: [Wire.Event]) async throws -> IntakeReport {
    if events.isEmpty { return IntakeReport() }
    return try await commits.commit(events, bytes: events.reduce(0) { $0 + $1.bytesHeld })
  }

  /// Returns when all that was being taken is durable. What waits asks for tombstones when its turn comes.
  func settle() async { await commits.settle() }
}

extension Wire.Event {
  /// About how much memory the event takes: its texts and a share for the rest.
  fileprivate var bytesHeld: Int {
    let texts = [event, listener, kind, item, context, page, shelf].reduce(0) { $0 + $1.utf8.count }
    let cards = servedPage?.shelves.reduce(0) { $0 + $1.cards.count } ?? 0
    return 512 + texts + (servedPage?.profile.count ?? 0) + 1024 * cards
  }
}
