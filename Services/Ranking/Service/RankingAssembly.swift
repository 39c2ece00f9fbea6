import Domain
public import Hosting
import Messages
public import ModelWatching
import RPC

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
    _ configuration: StageConfiguration, _ context: ServiceContext
  ) async throws -> ServiceAssembly {
    let items = StaticItems()
    let stage = try await Stage(configuration, models: ["popularity", "ranking."], context, prepare: items.prepare)
    var router = RPCRouter()
    RankingServer(shelves: stage.shelves) {
      let catalog = stage.catalog.current
      let models = stage.models.current
      return RankingSnapshot(
        catalog: catalog, items: items.table(of: catalog), popularity: models.popularity?.model,
        popularityVersion: models.popularity?.version.version ?? 0, models: models.ranking)
    }.register(in: &router)
    return stage.assembly(of: router)
  }
}
