import Features
public import Hosting
import Messages
import RPC
import Storage

/// Puts the validation service together.
public enum ValidationAssembly {
  /// The program, for `--help` and health.
  public static let description = ServiceDescription(
    name: "validation", summary: "Checks every dataset of Bandstand before a model is fitted on it.", port: 8004,
    serviceNames: ["bandstand.v1.Validation"])

  /// A service from its configuration.
  ///
  /// - Throws: `StorageError` for stores that cannot be opened; `HostingError` for a limit of a feature that is none.
  public static func assemble(
    _ configuration: ValidationConfiguration, _ context: ServiceContext
  ) async throws -> ServiceAssembly {
    for feature in configuration.limits.driftMaxByFeature.keys.sorted() {
      guard FeatureSet.standard.index(of: feature) != nil else {
        throw HostingError.badValue(
          key: "drift.limits", source: "the configuration", got: feature,
          expected: "a feature's name; `bandstand features` lists them")
      }
    }
    let stores = try await configuration.stores.open()
    var router = RPCRouter()
    let replay = ContinuousReplay(
      stores: stores, settings: configuration.replay, now: { Moment.now }, logger: context.logger)
    ValidationServer(
      objects: stores.objects, store: stores.database, replay: replay, limits: configuration.limits,
      now: { Moment.now }, logger: context.logger
    ).register(in: &router)
    return ServiceAssembly(router: router, background: [replay])
  }
}
