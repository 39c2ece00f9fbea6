public import Domain
import Features
public import Hosting
import Messages
public import RPC
import Storage

/// What both stages of the page stand on: the shelves, the newest catalog and the newest live models.
public struct Stage: Sendable {
  /// The shelves of the page.
  public let shelves: Shelves
  /// The newest catalog.
  public let catalog: CatalogWatcher
  /// The newest live models.
  public let models: ModelWatcher
  private let training: RPCClient

  /// Opens what the configuration names.
  ///
  /// - Parameters:
  ///   - models: The models wanted; a name that ends in "." stands for all that begin with it.
  ///   - prepare: Makes what goes with a catalog before it is the newest; see `CatalogWatcher`.
  /// - Throws: `StorageError` and `HostingError` for what the stage cannot start without.
  public init(
    _ configuration: StageConfiguration, models: [String], _ context: ServiceContext,
    prepare: @escaping @Sendable (CatalogSnapshot) -> Void = { _ in }
  ) async throws {
    shelves = try configuration.shelves.load()
    let stores = try await configuration.stores.open()
    catalog = try await CatalogWatcher(
      store: stores.database, interval: .seconds(configuration.catalog.pollSeconds), logger: context.logger,
      prepare: prepare)
    training = RPCClient(
      target: configuration.training, options: context.clientOptions,
      group: context.group, logger: context.logger)
    self.models = ModelWatcher(
      client: Wire.TrainingClient(training), models: models, objects: stores.objects,
      fingerprint: FeatureSet.standard.fingerprint, logger: context.logger)
  }

  /// A service of these calls, which keeps the catalog and the models new while it runs.
  public func assembly(of router: RPCRouter) -> ServiceAssembly {
    let training = training
    return ServiceAssembly(router: router, background: [catalog, models]) { await training.close() }
  }
}
