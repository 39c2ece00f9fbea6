public import Hosting
import Messages
public import ModelWatching
import RPC

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
    _ configuration: StageConfiguration, _ context: ServiceContext
  ) async throws -> ServiceAssembly {
    let stage = try await Stage(configuration, models: ["popularity", "factorization"], context)
    var router = RPCRouter()
    CandidatesServer(shelves: stage.shelves) {
      CandidatesSnapshot(
        catalog: stage.catalog.current, popularity: stage.models.current.popularity,
        factors: stage.models.current.factorization)
    }.register(in: &router)
    return stage.assembly(of: router)
  }
}
