import Features
public import Hosting
import Messages
import RPC

/// Puts the training service together.
public enum TrainingAssembly {
  /// The program, for `--help` and health.
  public static let description = ServiceDescription(
    name: "training", summary: "Trains the models of Bandstand, keeps their registry, and tells which are live.",
    port: 8005, serviceNames: ["bandstand.v1.Training"])

  /// A service from its configuration.
  ///
  /// - Throws: `StorageError` and `HostingError` for what it cannot start without.
  public static func assemble(
    _ configuration: TrainingConfiguration, _ context: ServiceContext
  ) async throws -> ServiceAssembly {
    let shelves = try configuration.shelves.load()
    let stores = try await configuration.stores.open()
    let validation = RPCClient(
      target: configuration.validation, options: context.clientOptions,
      group: context.group, logger: context.logger)
    let server = try await TrainingServer(
      stores: stores, shelves: shelves, validation: Wire.ValidationClient(validation),
      settings: configuration.settings, now: { Moment.now }, health: context.health, logger: context.logger)
    var router = RPCRouter()
    server.register(in: &router)
    return ServiceAssembly(router: router, background: server.services) { await validation.close() }
  }
}
