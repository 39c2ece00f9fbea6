public import Hosting
public import RPC

/// What the home service can be told.
public struct HomeConfiguration: Sendable {
  /// Where it logs, and finds the catalog.
  public var stores: StoresConfiguration
  /// The file of the key that pseudonyms are made with.
  public var maskingKeyFile: String
  /// Where it keeps profiles.
  public var online: OnlineStoreConfiguration
  /// Which shelves a page has.
  public var shelves: ShelvesConfiguration
  /// How it keeps its catalog new.
  public var catalog: CatalogWatcherConfiguration
  /// Stage 1.
  public var candidates: RPCTarget
  /// Stage 2.
  public var ranking: RPCTarget
  /// How long stage 1 may take.
  public var candidatesTimeoutMilliseconds: Int
  /// How long stage 2 may take.
  public var rankingTimeoutMilliseconds: Int
  /// How often served pages are written to the log.
  public var pageLogFlushMilliseconds: Int
  /// How often, and after how long, what sudden ends left is finished.
  public var recoverySeconds: Int
  /// How often small objects of the log are merged; 0 for never.
  public var compactionSeconds: Int
}
