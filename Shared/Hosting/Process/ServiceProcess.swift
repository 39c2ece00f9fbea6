import CoreMetrics
import FoundationEssentials
import Glibc
import Logging
import Messages
import NIOPosix
import RPC
import ServiceLifecycle
import Telemetry
import UnixSignals

/// The whole life of a service's process: reads what it was told, runs until it is told to stop, and exits.
///
/// Stops on SIGTERM, SIGINT and SIGHUP (``StopSignals``), and at the end of standard input where it was told to.
/// Exit statuses: 0 for a graceful stop, 1 for a service that failed or a probe that found none, 2 for a wrong
/// command line, environment or file, 74 for a text that could not be printed.
public struct ServiceProcess<Configuration: ServiceConfiguration>: Sendable {
  /// Puts a service together from its configuration.
  public typealias Assemble = @Sendable (Configuration, ServiceContext) async throws -> ServiceAssembly

  /// How much longer than `shutdown.seconds` everything beside the server may take to stop.
  private static var shutdownGraceSeconds: Double { 5 }

  private let description: ServiceDescription
  private let assemble: Assemble

  /// A process of that program.
  public init(_ description: ServiceDescription, assemble: @escaping Assemble) {
    self.description = description
    self.assemble = assemble
  }

  /// Lives the whole life of this process.
  public func main() -> Never {
    ProgramLife.run { [self] in
      await run(arguments: Array(CommandLine.arguments.dropFirst()), environment: ProcessInfo.processInfo.environment)
    }
  }

  private func run(arguments: [String], environment: [String: String]) async -> Int32 {
    do {
      try OpenFileLimit.raise(least: OpenFileLimit.leastOfService)
      switch try await Invocation<Configuration>(of: description, arguments: arguments, environment: environment) {
      case .print(let text):
        StandardOutput.shared.print(text, terminator: "")
        let ending = StandardOutput.shared.ending
        if let complaint = ending.complaint { complain(complaint) }
        return ending.status
      case .probe(let hosting):
        guard let complaint = await HealthProbe(configuration: hosting).complaint() else { return 0 }
        complain(complaint)
        return 1
      case .run(let configuration, let hosting):
        return await serve(configuration, hosting)
      }
    } catch {
      complain("\(error)")
      return 2
    }
  }

  private func serve(_ configuration: Configuration, _ hosting: HostingConfiguration) async -> Int32 {
    LoggingSystem.bootstrapLines(
      service: description.name, level: hosting.logLevel, format: hosting.logFormat, metadataProvider: .traceContext)
    let registry = MetricsRegistry()
    MetricsSystem.bootstrap(registry)
    let logger = Logger(label: description.name)
    if hosting.stopsWithInput {
      InputWatch(logger: logger, drainSeconds: hosting.shutdownSeconds + 2 * Self.shutdownGraceSeconds).start()
    }
    var clientOptions = RPCClientOptions()
    clientOptions.security = hosting.security.client
    hosting.peers.apply(to: &clientOptions)
    let context = ServiceContext(
      logger: logger, group: MultiThreadedEventLoopGroup.singleton,
      health: HealthRegistry(serviceNames: description.serviceNames), clientOptions: clientOptions)
    do {
      let assembly = try await assemble(configuration, context)
      let result = await Result(catching: { try await group(of: assembly, hosting, context, registry).run() })
      await assembly.close()
      try result.get()
      logger.notice("stopped")
      return 0
    } catch {
      logger.critical("failed", metadata: ["error": "\(error)"])
      return 1
    }
  }

  private func group(
    of assembly: ServiceAssembly, _ hosting: HostingConfiguration, _ context: ServiceContext,
    _ registry: MetricsRegistry
  ) throws(HostingError) -> ServiceGroup {
    var router = assembly.router
    HealthService(registry: context.health).register(in: &router)
    if hosting.reflection { ReflectionService.add(to: &router) }
    let server = RPCServer(
      router: router, host: hosting.host, port: hosting.port,
      options: try serverOptions(hosting, router, context.logger),
      group: context.group, logger: context.logger)
    let last = RPCServerService(
      server: server, configuration: hosting, health: context.health, logger: context.logger)
    let background = assembly.background.map { BackgroundPart(service: $0, health: context.health) }
    let watching = monitoring(hosting, context, registry)
    var quiet = context.logger
    quiet.logLevel = max(quiet.logLevel, .warning)
    var configuration = ServiceGroupConfiguration(
      services: watching + background + [last], gracefulShutdownSignals: StopSignals.all, logger: quiet)
    configuration.maximumGracefulShutdownDuration = .seconds(hosting.shutdownSeconds + Self.shutdownGraceSeconds)
    return ServiceGroup(configuration: configuration)
  }

  /// The monitoring port, when there is one.
  private func monitoring(
    _ hosting: HostingConfiguration, _ context: ServiceContext, _ registry: MetricsRegistry
  ) -> [any Service] {
    guard hosting.monitoring.isEnabled else { return [] }
    return [
      MonitoringService(
        configuration: hosting.monitoring,
        sources: [RPCMetricSource(instruments: .process), ProcessMetrics(), registry],
        health: context.health, group: context.group, logger: context.logger)
    ]
  }

  private func serverOptions(
    _ hosting: HostingConfiguration, _ router: RPCRouter, _ logger: Logger
  ) throws(HostingError) -> RPCServerOptions {
    var options = RPCServerOptions()
    options.security = hosting.security.server
    options.authorization = try hosting.security.authorization(.bandstand.adding(router.paths), logger: logger)
    hosting.connections.apply(to: &options)
    options.tracing.startsTraces = description.startsTraces
    options.tracing.sampledShare = hosting.traceShare
    return options
  }

  private func complain(_ message: String) {
    StandardError.shared.write(Array("\(description.name): \(message)\n".utf8))
  }
}

extension Result where Failure == any Error {
  fileprivate init(catching body: () async throws -> Success) async {
    do { self = .success(try await body()) } catch { self = .failure(error) }
  }
}
