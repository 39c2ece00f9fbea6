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
    guard let bytes = try await online.get(Self.key(listener)) else { return nil }
    return try Profile(decoding: bytes.span)
  }

  /// Profiles to be changed, in the order of the listeners; empty ones for those never seen. At most
  /// `StorageLimits.onlineBatchKeysMax` at once.
  func stored(of listeners: [ListenerIdentifier]) async throws -> [StoredProfile] {
    let values = try await online.read(listeners.map(Self.key))
    return try zip(listeners, values).map { listener, value in
      let profile = try value.map { try Profile(decoding: $0.bytes.span) } ?? Profile()
      return StoredProfile(listener: listener, profile: profile, read: value?.version)
    }
  }

  /// Keeps changed profiles and marks what was folded into them as seen: all of it, or nothing when it throws or when another
  /// home changed one of the profiles since it was read, which it tells by false.
  func replace(_ profiles: [StoredProfile], markingSeen keys: [String]) async throws -> Bool {
    let changes = profiles.map { stored in
      OnlineChange(OnlineEntry(key: Self.key(stored.listener), value: stored.profile.encoded()), read: stored.read)
    }
    return try await online.replace(changes, markingSeen: keys)
  }

  /// Removes a listener's profile and tells whether there was one.
  func remove(_ listener: ListenerIdentifier) async throws -> Bool {
    try await online.delete(Self.key(listener))
  }

  private static func key(_ listener: ListenerIdentifier) -> String { "profile/\(listener)" }
}

/// A profile to be changed, and which of its versions it was read as.
struct StoredProfile: Sendable {
  let listener: ListenerIdentifier
  var profile: Profile
  /// Nil when there was none.
  let read: OnlineVersion?
}
