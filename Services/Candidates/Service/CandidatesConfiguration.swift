public import Hosting

/// What the candidates service can be told.
public struct CandidatesConfiguration: Sendable {
  /// Where it reads models and the catalog.
  public var stores: StoresConfiguration
  /// Which shelves a page has.
  public var shelves: ShelvesConfiguration
  /// How it keeps its catalog new.
  public var catalog: CatalogWatcherConfiguration
  /// Who tells which models are live.
  public var training: PeerAddress
}
