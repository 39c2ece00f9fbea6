import Domain
import Features
import Storage

/// Listeners' profiles in the online store.
struct ProfileStore: Sendable {
  /// The store.
  let online: any OnlineStore

  /// A listener's profile; nil for one never seen.
  ///
  /// - Throws: `StorageError`, or `ProfileError` for bytes that are no profile.
  func profile(of listener: ListenerIdentifier) async throws -> Profile? {
    try await profiles(of: [listener])[0]
  }

  /// Profiles in the order of the listeners; nil for those never seen. At most `StorageLimits.onlineBatchKeysMax` at once.
  func profiles(of listeners: [ListenerIdentifier]) async throws -> [Profile?] {
    try await online.get(listeners.map(Self.key)).map { bytes in
      guard let bytes else { return nil }
      return try Profile(decoding: bytes.span)
    }
  }

  /// Keeps profiles and marks what was folded into them as seen: all of it or, when it throws, nothing.
  func keep(_ profiles: [(listener: ListenerIdentifier, profile: Profile)], markingSeen keys: [String]) async throws {
    try await online.set(
      profiles.map { OnlineEntry(key: Self.key($0.listener), value: $0.profile.encoded()) }, markingSeen: keys)
  }

  /// Removes a listener's profile and tells whether there was one.
  func remove(_ listener: ListenerIdentifier) async throws -> Bool {
    try await online.delete(Self.key(listener))
  }

  private static func key(_ listener: ListenerIdentifier) -> String { "profile/\(listener)" }
}
