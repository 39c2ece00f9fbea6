import Domain
import Intake
import Messages
import Storage

/// What was removed of some listeners, in one pass over the stores; each list is in the listeners' order.
struct Removals: Sendable {
  /// What was taken out of the logs.
  var erasures: [LogErasure]
  /// How often each pseudonym was found in the logs afterwards, by log.
  var left: [[String: Int]]
  /// How many rows went from datasets.
  var rows: [Int]
  /// How many pages went that were not in a log yet.
  var heldPages: [Int] = []
  /// What went from the online store.
  var online: [OnlineRemoval] = []
  /// How often each pseudonym was found in the database's files; nil where a server has them.
  var inDatabase: [Int]?
  /// How often each pseudonym was found in the online store's files; nil where a server has them.
  var inProfiles: [Int]?

  private let indices: [ListenerIdentifier: Int]

  /// Nothing yet, of listeners each of whom stands once.
  init(_ listeners: [ListenerIdentifier]) {
    erasures = listeners.map { _ in LogErasure() }
    left = listeners.map { _ in [:] }
    rows = listeners.map { _ in 0 }
    indices = Dictionary(uniqueKeysWithValues: listeners.enumerated().map { ($1, $0) })
  }

  /// What became of one of the listeners, store by store.
  subscript(_ listener: ListenerIdentifier, hadAccount: Bool) -> Wire.ForgetListenerResponse {
    guard let index = indices[listener] else { preconditionFailure("asked for with the others") }
    let removals =
      [
        Self.removal("accounts", hadAccount ? 1 : 0, left: inDatabase?[index]),
        Self.removal("profiles", online[index].values, left: inProfiles?[index]),
        Self.removal("seen", online[index].marks, left: nil),
      ]
      + ["events", "pages", "quarantine"].map { log in
        Self.removal(
          log, (erasures[index].lines[log] ?? 0) + (log == "pages" ? heldPages[index] : 0), left: left[index][log] ?? 0)
      } + [Self.removal("datasets", rows[index], left: nil)]
    return Wire.ForgetListenerResponse(found: removals.contains { $0.removed > 0 }, removals: removals)
  }

  private static func removal(_ store: String, _ removed: Int, left: Int?) -> Wire.Removal {
    Wire.Removal(store: store, removed: UInt64(removed), left: left.map { UInt64($0) })
  }
}
