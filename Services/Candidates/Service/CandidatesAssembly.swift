import Features
public import Hosting
import Messages
import ModelWatching
import RPC
import Storage

/// Puts the candidates service together.
public enum CandidatesAssembly {
  /// The program, for `--help` and health.
  public static let description = ServiceDescription(
    name: "candidates", summary: "Stage 1 of Bandstand: gathers what could be on the page.", port: 8002,
    serviceNames: ["bandstand.v1.Candidates"])

  /// A service from its configuration.
  ///
  /// - Throws: `StorageError` and `HostingError` for what it cannot start without.
  public static func assemble(
    _ configuration: CandidatesConfiguration, _ context: ServiceContext
  ) async throws -> ServiceAssembly {
    let shelves = try configuration.shelves.load()
    let stores = try await configuration.stores.open()
    let catalog = try await CatalogWatcher(
      store: stores.database, interval: .seconds(configuration.catalog.pollSeconds), logger: context.logger)
    let training = RPCClient(
      host: configuration.training.host, port: configuration.training.port, group: context.group,
      logger: context.logger)
    let models = ModelWatcher(
      client: Wire.TrainingClient(training), models: ["popularity", "factorization"], objects: stores.objects,
      fingerprint: FeatureSet.standard.fingerprint, logger: context.logger)
    var router = RPCRouter()
    CandidatesServer(shelves: shelves) {
      CandidatesSnapshot(
        catalog: catalog.current, popularity: models.current.popularity, factors: models.current.factorization)
    }.register(in: &router)
    return ServiceAssembly(router: router, background: [catalog, models]) { await training.close() }
  }
}
