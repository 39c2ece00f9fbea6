import Features
public import Hosting
import Messages
import ModelWatching
import RPC
import Storage

/// Puts the ranking service together.
public enum RankingAssembly {
  /// The program, for `--help` and health.
  public static let description = ServiceDescription(
    name: "ranking", summary: "Stage 2 of Bandstand: orders what is on the page, and logs with what chance.",
    port: 8003,
    serviceNames: ["bandstand.v1.Ranking"])

  /// A service from its configuration.
  ///
  /// - Throws: `StorageError` and `HostingError` for what it cannot start without.
  public static func assemble(
    _ configuration: RankingConfiguration, _ context: ServiceContext
  ) async throws -> ServiceAssembly {
    let shelves = try configuration.shelves.load()
    let stores = try await configuration.stores.open()
    let catalog = try await CatalogWatcher(
      store: stores.database, interval: .seconds(configuration.catalog.pollSeconds), logger: context.logger)
    let training = RPCClient(
      host: configuration.training.host, port: configuration.training.port, group: context.group,
      logger: context.logger)
    let models = ModelWatcher(
      client: Wire.TrainingClient(training), models: ["popularity", "ranking."], objects: stores.objects,
      fingerprint: FeatureSet.standard.fingerprint, logger: context.logger)
    var router = RPCRouter()
    RankingServer(shelves: shelves) {
      RankingSnapshot(
        catalog: catalog.current, popularity: models.current.popularity?.model, models: models.current.ranking)
    }.register(in: &router)
    return ServiceAssembly(router: router, background: [catalog, models]) { await training.close() }
  }
}
