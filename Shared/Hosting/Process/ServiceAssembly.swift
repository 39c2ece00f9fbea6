public import RPC
public import ServiceLifecycle

/// A service put together and ready to run.
public struct ServiceAssembly: Sendable {
  /// Its calls; health is added to them.
  public var router: RPCRouter
  /// What runs beside the calls: started before the first one, stopped after the last one.
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
