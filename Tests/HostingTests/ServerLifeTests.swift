import Logging
import Messages
import NIOPosix
import RPC
import ServiceLifecycle
import Support
import Testing

@testable import Hosting

/// One server's whole life over a real socket on loopback.
@Suite("The life of a server")
struct ServerLifeTests {
  let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  @Test("It says where it listens, answers health, drains when told to stop, and takes its port file away")
  func life() async throws {
    try await withTemporaryFolder { folder in
      var hosting = try HostingConfiguration(reading: .defaults, defaultPort: 0)
      hosting.portFile = "\(folder)/port"
      let health = HealthRegistry(serviceNames: ["demo.v1.Demo"])
      let group = serviceGroup(hosting, health)
      try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        var changes = try #require(health.changes(of: "")).makeAsyncIterator()
        #expect(await changes.next() == .some(.notServing))
        #expect(await changes.next() == .some(.serving))
        #expect(await HealthProbe(configuration: hosting).complaint() == nil)
        try await ask(at: try #require(PortFile(path: "\(folder)/port").read()), stop: group.triggerGracefulShutdown)
        try await tasks.waitForAll()
      }
      #expect(PortFile(path: "\(folder)/port").read() == nil)
      #expect(await HealthProbe(configuration: hosting).complaint() != nil)
    }
  }

  @Test("A port that is taken is named, with what to do")
  func taken() async throws {
    let holder = RPCServer(
      router: RPCRouter(), host: "127.0.0.1", port: 0, options: RPCServerOptions(),
      group: MultiThreadedEventLoopGroup.singleton, logger: logger)
    var hosting = try HostingConfiguration(reading: .defaults, defaultPort: 0)
    hosting.port = try await holder.start()
    let group = serviceGroup(hosting, HealthRegistry(serviceNames: []))
    let error = await #expect(throws: HostingError.self) { try await group.run() }
    #expect(error?.description.hasPrefix("cannot listen on 127.0.0.1:\(hosting.port): ") == true)
    await holder.shutdownGracefully(within: .zero)
  }

  @Test("A part that ends when the process drains is no failure")
  func earlyEnd() async throws {
    let hosting = try HostingConfiguration(reading: .defaults, defaultPort: 0)
    let health = HealthRegistry(serviceNames: [])
    let part = BackgroundPart(service: EndsWhenDraining(health: health), health: health)
    let group = serviceGroup(hosting, health, beside: [part])
    try await withThrowingTaskGroup { tasks in
      tasks.addTask { try await group.run() }
      for await status in try #require(health.changes(of: "")) where status == .serving {
        await group.triggerGracefulShutdown()
      }
      try await tasks.waitForAll()
    }
  }

  private struct EndsWhenDraining: Service {
    let health: HealthRegistry

    func run() async throws {
      for await _ in try #require(health.changes(of: "")) {}
    }
  }

  /// Checks and watches, from before the stop until after it.
  private func ask(at port: Int, stop: () async -> Void) async throws {
    let client = RPCClient(
      host: "127.0.0.1", port: port, options: RPCClientOptions(), group: MultiThreadedEventLoopGroup.singleton,
      logger: logger)
    let health = HealthWire.HealthClient(client)
    #expect(try await health.check(.init(service: "demo.v1.Demo")).status == .serving)
    await #expect(throws: RPCStatus.self) { try await health.check(.init(service: "demo.v1.Other")) }
    var heard: [HealthWire.HealthCheckResponse.ServingStatus] = []
    for try await response in health.watch(.init(service: "demo.v1.Demo")) {
      heard.append(response.status)
      if heard.count == 1 { await stop() }
    }
    #expect(heard == [.serving, .notServing])
    await client.close()
  }

  private func serviceGroup(
    _ hosting: HostingConfiguration, _ health: HealthRegistry, beside parts: [any Service] = []
  ) -> ServiceGroup {
    var router = RPCRouter()
    HealthService(registry: health).register(in: &router)
    let server = RPCServer(
      router: router, host: hosting.host, port: hosting.port, options: RPCServerOptions(),
      group: MultiThreadedEventLoopGroup.singleton, logger: logger)
    let service = RPCServerService(server: server, configuration: hosting, health: health, logger: logger)
    return ServiceGroup(services: parts + [service], logger: logger)
  }
}
