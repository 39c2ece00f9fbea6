public import Domain
public import Features
public import Storage

/// Listeners' profiles in the online store, each beside what is remembered of its events.
public struct ProfileStore: Sendable {
  /// The store.
  public let online: any OnlineStore

  /// Profiles in a store.
  public init(online: any OnlineStore) {
    self.online = online
  }

  /// A listener's profile; nil for one never seen.
  ///
  /// - Throws: `StorageError`, or `ProfileError` for bytes that are no profile.
  public func profile(of listener: ListenerIdentifier) async throws -> Profile? {
    guard let bytes = try await online.get(Self.profileKey(listener)) else { return nil }
    return try Profile(decoding: bytes.span)
  }

  /// All keys of the online store that are about a listener, that of the profile first.
  public static func keys(of listener: ListenerIdentifier) -> [String] {
    [profileKey(listener), takenKey(listener)]
  }

  /// Where a listener's profile stands.
  static func profileKey(_ listener: ListenerIdentifier) -> String { "profile/\(listener)" }

  /// Where what is remembered of a listener's events stands.
  static func takenKey(_ listener: ListenerIdentifier) -> String { "taken/\(listener)" }
}
