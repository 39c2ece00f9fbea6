public import Hosting
import Messages
import RPC

/// Puts the console together.
public enum ConsoleAssembly {
  /// The program, for `--help` and health.
  public static let description = ServiceDescription(
    name: "console", summary: "The web page of Bandstand: what validation has found, for people.", port: 8006,
    serviceNames: [])

  /// A service from its configuration.
  ///
  /// - Throws: ``ConsoleError`` for templates that cannot be read, which tests would have told.
  public static func assemble(
    _ configuration: ConsoleConfiguration, _ context: ServiceContext
  ) async throws -> ServiceAssembly {
    let validation = RPCClient(
      target: configuration.validation, options: context.clientOptions, group: context.group, logger: context.logger)
    let source = ValidationSource(configuration.validation, Wire.ValidationClient(validation), logger: context.logger)
    let site = try Site(validation: source)
    let web = WebService(configuration: configuration.web, site: site, group: context.group, logger: context.logger)
    return ServiceAssembly(router: RPCRouter(), background: [web]) { await validation.close() }
  }
}
