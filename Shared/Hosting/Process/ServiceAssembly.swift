public import RPC
public import ServiceLifecycle

/// A service put together and ready to run.
public struct ServiceAssembly: Sendable {
  /// Its calls; health and reflection are added to them.
  public var router: RPCRouter
  /// What runs beside the calls: started before the first one, stopped after the last one.
  ///
  /// One may end by itself once the process drains (``HealthRegistry/isDraining``); an earlier end fails the process.
  public var background: [any Service]
  /// Runs when everything has stopped: closes clients and stores.
  public var close: @Sendable () async -> Void

  /// A service of these calls.
  public init(
    router: RPCRouter, background: [any Service] = [], close: @escaping @Sendable () async -> Void = {}
  ) {
    self.router = router
    self.background = background
    self.close = close
  }
}
