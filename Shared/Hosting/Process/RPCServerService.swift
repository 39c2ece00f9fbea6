import Logging
import RPC
import ServiceLifecycle

/// An RPC server as a part of a process: listens, says where, and drains when the process is told to stop.
struct RPCServerService: Service {
  let server: RPCServer
  let configuration: HostingConfiguration
  let health: HealthRegistry
  let logger: Logger

  func run() async throws {
    let port = try await start()
    let portFile = configuration.portFile.map(PortFile.init(path:))
    try portFile?.write(port)
    health.setAll(.serving)
    logger.notice("listening", metadata: ["host": "\(configuration.host)", "port": "\(port)"])
    try? await gracefulShutdown()
    health.drain()
    logger.notice("draining", metadata: ["seconds": "\(configuration.shutdownSeconds)"])
    await server.shutdownGracefully(within: .seconds(configuration.shutdownSeconds))
    portFile?.remove()
  }

  private func start() async throws(HostingError) -> Int {
    do {
      return try await server.start()
    } catch {
      throw .notListening(host: configuration.host, port: configuration.port, reason: "\(error)")
    }
  }
}
