import Logging
import Messages
import NIOPosix
import RPC
import ServiceLifecycle
import Support
import Telemetry
import Testing

@testable import Hosting

/// A process's monitoring port over a real socket on loopback.
@Suite("What machines that watch a process are told")
struct MonitoringTests {
  private let instruments = RPCInstruments()
  private let health = HealthRegistry(serviceNames: [])

  @Test("It is off unless enabled, and then a thousand ports above the service's own, on loopback")
  func defaults() async throws {
    let silent = try await Start.configuration().hosting.monitoring
    #expect(!silent.isEnabled)
    #expect(silent.port == 9_100)
    #expect(silent.host == "127.0.0.1")
    let open = try await Start.configuration(["--monitoring-enabled", "--monitoring-port", "0"]).hosting.monitoring
    #expect(open.isEnabled)
    #expect(open.port == 0)
  }

  @Test("Calls are in the metrics, ready says whether calls are taken, and live always answers")
  func pages() async throws {
    try await withTemporaryFolder { folder in
      let group = try serviceGroup(portFile: "\(folder)/port")
      try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        var changes = try #require(health.changes(of: "")).makeAsyncIterator()
        while await changes.next() != .some(.serving) {}
        try await call(at: try #require(PortFile(path: "\(folder)/port.rpc").read()))
        let port = try #require(PortFile(path: "\(folder)/port").read())
        let samples = try await scrape(port)
        let method = "grpc_method=\"/grpc.health.v1.Health/Check\""
        let failed = "\(method),grpc_status=\"NOT_FOUND\""
        #expect(samples.contains("grpc_server_call_started_total{\(method)} 2"), "\(samples)")
        #expect(samples.contains("grpc_server_call_duration_seconds_count{\(failed)} 1"))
        #expect(try await get(port, "/health/ready") == "ready\n")
        #expect(try await get(port, "/health/live") == "live\n")
        health.setAll(.notServing)
        #expect(try await get(port, "/health/ready") == "not ready\n")
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
    }
  }

  @Test("A monitoring port that is taken is named, with what to do")
  func taken() async throws {
    let holder = MonitoringServer(host: "127.0.0.1", port: 0, pages: [:], group: MultiThreadedEventLoopGroup.singleton)
    var configuration = try HostingConfiguration(reading: .defaults, defaultPort: 0).monitoring
    configuration.port = try await holder.start()
    let service = monitoring(configuration)
    let error = await #expect(throws: HostingError.self) { try await service.run() }
    #expect(error?.description.contains("--monitoring-port") == true)
    await holder.stop()
  }

  private func call(at port: Int) async throws {
    let client = RPCClient(
      host: "127.0.0.1", port: port, group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
    let health = HealthWire.HealthClient(client)
    _ = try await health.check(.init(service: ""))
    await #expect(throws: RPCStatus.self) { try await health.check(.init(service: "nobody")) }
    await client.close()
  }

  private func get(_ port: Int, _ path: String) async throws -> String {
    await Program.run("curl", ["--silent", "http://127.0.0.1:\(port)\(path)"]).output
  }

  /// The lines of a scrape.
  private func scrape(_ port: Int) async throws -> Set<String> {
    Set(try await get(port, "/metrics").split(separator: "\n").map(String.init))
  }

  private func monitoring(_ configuration: MonitoringConfiguration) -> MonitoringService {
    MonitoringService(
      configuration: configuration, sources: [RPCMetricSource(instruments: instruments)], health: health,
      group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
  }

  private func serviceGroup(portFile: String) throws -> ServiceGroup {
    var hosting = try HostingConfiguration(reading: .defaults, defaultPort: 0)
    hosting.portFile = portFile + ".rpc"
    hosting.monitoring.port = 0
    hosting.monitoring.portFile = portFile
    var options = RPCServerOptions()
    options.instruments = instruments
    var router = RPCRouter()
    HealthService(registry: health).register(in: &router)
    let server = RPCServer(
      router: router, host: hosting.host, port: 0, options: options, group: MultiThreadedEventLoopGroup.singleton,
      logger: .silent)
    let service = RPCServerService(server: server, configuration: hosting, health: health, logger: .silent)
    return ServiceGroup(services: [monitoring(hosting.monitoring), service], logger: .silent)
  }
}

extension Logger {
  fileprivate static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
