/// How a process keeps its catalog new.
public struct CatalogWatcherConfiguration: Hashable, Sendable {
  /// How often the store is asked for a newer catalog.
  public var pollSeconds: Double
}
