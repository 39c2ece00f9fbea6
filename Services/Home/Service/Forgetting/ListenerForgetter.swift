import Domain
import Features
import Intake
import Messages
import Storage

/// Removes a listener from every store and looks afterwards whether anything is left.
///
/// The tombstone comes first and is durable: from then on nothing of the listener is taken, logged or learned from, by any
/// home and any training. A home that had taken something the moment before may write it after we looked; it is never read
/// again, and goes when the listener is forgotten once more.
struct ListenerForgetter: Sendable {
  let accounts: any AccountStore
  let profiles: ProfileStore
  let objects: any ObjectStore
  let events: EventIntake
  let pageLog: PageLog
  let now: @Sendable () -> Moment

  /// How often the logs are gone through because something came in between.
  private static let roundsMax = 3

  /// Forgets a listener and tells what became of each store.
  func forget(_ listener: ListenerIdentifier) async throws -> Wire.ForgetListenerResponse {
    let hadAccount = try await accounts.forget(listener, at: now())
    // What this home took before the tombstone is in the log when these return.
    await events.settle()
    try await pageLog.flush()
    let (erasure, left) = try await eraseLogs(of: listener)
    let rows = try await DatasetEraser(objects: objects).erase(erasure.pages)
    let online = try await forgetOnline(listener, pages: erasure.pages.map(\.page))
    let pseudonym = listener.description
    let (inDatabase, inProfiles) = (
      try await accounts.occurrences(of: pseudonym), try await profiles.online.occurrences(of: pseudonym)
    )
    let removals =
      [
        Self.removal("accounts", hadAccount ? 1 : 0, left: inDatabase),
        Self.removal("profiles", online.values, left: inProfiles),
        Self.removal("seen", online.marks, left: nil),
      ]
      + ["events", "pages", "quarantine"].map { log in
        Self.removal(log, erasure.lines[log] ?? 0, left: left["\(log)/"] ?? 0)
      } + [Self.removal("datasets", rows, left: nil)]
    return Wire.ForgetListenerResponse(found: removals.contains { $0.removed > 0 }, removals: removals)
  }

  /// Removes all that the online store has of the listener, and the marks of their pages, a batch at a time.
  private func forgetOnline(_ listener: ListenerIdentifier, pages: [String]) async throws -> OnlineRemoval {
    var removal = try await profiles.online.forget(ProfileStore.keys(of: listener), seen: [])
    let marks = pages.map(EventIntake.mark(ofPage:))
    for start in stride(from: 0, to: marks.count, by: StorageLimits.onlineBatchKeysMax) {
      let batch = marks[start..<min(start + StorageLimits.onlineBatchKeysMax, marks.count)]
      removal.marks += try await profiles.online.forget([], seen: Array(batch)).marks
    }
    return removal
  }

  /// Takes the listener's lines out of the logs until a search finds none, a few times at most.
  private func eraseLogs(of listener: ListenerIdentifier) async throws -> (LogErasure, left: [String: Int]) {
    let eraser = LogEraser(objects: objects)
    var erasure = LogErasure()
    var left: [String: Int] = [:]
    for _ in 0..<Self.roundsMax {
      erasure.add(try await eraser.erase(listener))
      left = try await eraser.occurrences(of: listener)
      if left.values.allSatisfy({ $0 == 0 }) { break }
    }
    return (erasure, left)
  }

  private static func removal(_ store: String, _ removed: Int, left: Int?) -> Wire.Removal {
    Wire.Removal(store: store, removed: UInt64(removed), left: left.map { UInt64($0) })
  }
}
