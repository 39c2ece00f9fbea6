import Domain
import Features
import Storage

/// Takes back what was written of listeners who were forgotten while it was being written.
///
/// A writer asks for tombstones before it writes and, with this, after. Whoever forgets sets the tombstone first and goes through
/// the stores then. So either the writer was done before the tombstone, and its lines are found by whoever forgets; or it asks
/// after the tombstone, and takes them back itself. Between the two there is nothing.
struct LateErasure: Sendable {
  let objects: any ObjectStore
  let online: any OnlineStore
  let accounts: any AccountStore & LeaseStore
  let now: @Sendable () -> Moment

  /// Takes out of objects the lines of those who were forgotten, and removes those listeners' profiles.
  ///
  /// - Returns: Who they were.
  @discardableResult
  func erase(_ listeners: Set<ListenerIdentifier>, from keys: [String]) async throws -> Set<ListenerIdentifier> {
    let forgotten = try await accounts.forgotten(among: listeners)
    guard !forgotten.isEmpty else { return [] }
    let eraser = LogEraser(objects: objects)
    try await Lease(Lease.logRewriting, in: accounts, now: now).held {
      try await eraser.erase(forgotten.sorted(), from: keys)
    }
    for listener in forgotten { _ = try await online.forget(ProfileStore.keys(of: listener), seen: []) }
    return forgotten
  }

  /// The same, for objects of whose listeners nothing is known: reads them.
  @discardableResult
  func erase(from keys: [String]) async throws -> Set<ListenerIdentifier> {
    var forgotten: Set<ListenerIdentifier> = []
    for key in keys {
      do {
        let listeners = LogLines.listeners(of: try await objects.get(key), key: key)
        forgotten.formUnion(try await erase(listeners, from: [key]))
      } catch StorageError.notFound {
        continue
      }
    }
    return forgotten
  }
}
