import Logging
import NIOCore
import ServiceLifecycle
import Telemetry

/// The monitoring port as a part of a process: open before the first call is taken, and until the last one has ended.
struct MonitoringService: Service {
  let configuration: MonitoringConfiguration
  let sources: [any MetricSource]
  let health: HealthRegistry
  let group: any EventLoopGroup
  let logger: Logger

  func run() async throws {
    let server = MonitoringServer(
      host: configuration.host, port: configuration.port, pages: pages, allowedHosts: configuration.allowedHosts,
      group: group)
    let port = try await start(server)
    let portFile = configuration.portFile.map(PortFile.init(path:))
    try portFile?.write(port)
    logger.notice("monitored", metadata: ["host": "\(configuration.host)", "port": "\(port)"])
    try? await gracefulShutdown()
    await server.stop()
    portFile?.remove()
  }

  private var pages: [String: MonitoringServer.Page] {
    let sources = self.sources
    let health = self.health
    return [
      "/metrics": { accept in
        let format = MetricsExposition.Format(accept: accept)
        return MonitoringAnswer(
          contentType: format.contentType,
          body: MetricsExposition.text(sources.flatMap { $0.families() }, format))
      },
      "/health/live": { _ in .line("live") },
      "/health/ready": { _ in
        health.status(of: HealthRegistry.wholeProcess) == .serving ? .line("ready") : .line("not ready", status: 503)
      },
    ]
  }

  private func start(_ server: MonitoringServer) async throws(HostingError) -> Int {
    do {
      return try await server.start()
    } catch {
      throw .notMonitored(host: configuration.host, port: configuration.port, reason: "\(error)")
    }
  }
}
