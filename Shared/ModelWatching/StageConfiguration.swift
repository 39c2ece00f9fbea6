public import Hosting
public import RPC

/// What a stage of the page can be told: it reads shelves, a catalog and live models, and owns nothing.
public struct StageConfiguration: Sendable {
  /// Where it reads models and the catalog.
  public var stores: StoresConfiguration
  /// Which shelves a page has.
  public var shelves: ShelvesConfiguration
  /// How it keeps its catalog new.
  public var catalog: CatalogWatcherConfiguration
  /// Who tells which models are live.
  public var training: RPCTarget
}
