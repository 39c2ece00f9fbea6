public import Storage

/// Where home keeps what it reads while a listener waits.
public struct OnlineStoreConfiguration: Hashable, Sendable {
  /// Profiles and what was seen.
  public var online: String

  /// Opens it.
  ///
  /// - Throws: `StorageError`.
  public func open() async throws -> any OnlineStore {
    try await StoreAddress(online).openOnlineStore()
  }
}
