import AsyncHTTPClient
import Hosting
import Intake
import NIOCore
import NIOHTTP1
import NIOPosix
import ServiceLifecycle
import Support
import Telemetry
import Testing

@testable import ConsoleService

@Suite("The console on the web") struct WebTests {
  @Test("Pages are answered to GET and HEAD over a socket, may load nothing foreign, and end with the service")
  func pages() async throws {
    try await ConsoleBench.running { bench in
      try await bench.keepAside(.unknownItem, count: 1)
      try await serving(bench.site) { address in
        let page = try await ask(.GET, address + "/quarantine?days=1&reason=unknownItem")
        #expect(page.status == .ok && page.text.contains("events.jsonl:1"))
        #expect(page.headers.first(name: "content-type") == "text/html; charset=utf-8")
        #expect(page.headers.first(name: "content-security-policy")?.hasPrefix("default-src 'none'") == true)
        #expect(page.headers.first(name: "x-content-type-options") == "nosniff")
        let head = try await ask(.HEAD, address + "/quarantine")
        #expect(head.status == .ok && head.text.isEmpty)
        #expect(
          try await ask(.GET, address + "/style.css").headers.first(name: "content-type")?.hasPrefix("text/css") == true
        )
        #expect(try await ask(.POST, address + "/quarantine").status == .methodNotAllowed)
        #expect(try await ask(.GET, address + "/nothing").status == .notFound)
        #expect(try await ask(.GET, address + "/quarantine?days=%3Cb%3E").text.contains("&lt;b&gt;"))
      }
    }
  }

  @Test("A page is answered however many half-sent requests are held")
  func crowded() async throws {
    try await ConsoleBench.running { bench in
      try await serving(bench.site) { address in
        let port = Int(address.split(separator: ":").last ?? "") ?? 0
        var held: [any Channel] = []
        for index in 0..<600 {
          let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port).get()
          let begun = index % 2 == 0 ? "GET / HTTP/1.1\r\nhost: loc" : "POST / HTTP/1.1\r\nhost: a\r\n"
          try? await channel.writeAndFlush(ByteBuffer(string: begun))
          held.append(channel)
        }
        #expect(try await ask(.GET, address + "/style.css").status == .ok)
        for channel in held { try? await channel.close() }
      }
    }
  }

  @Test("A page is answered under the console's own names and no other")
  func hosts() async throws {
    try await ConsoleBench.running { bench in
      try await serving(bench.site) { address in
        for (host, status) in [
          ("localhost:1", 200), ("127.0.0.1", 200), ("console.example", 200), ("evil.example", 421), ("a b", 400),
        ] {
          var request = HTTPClientRequest(url: address + "/style.css")
          request.headers.replaceOrAdd(name: "host", value: host)
          let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
          #expect(Int(response.status.code) == status, "\(host)")
        }
      }
    }
  }

  @Test("A head or a body that trickles in is cut off in its time")
  func trickling() async throws {
    var limits = WebLimits(connectionsMaximum: 8)
    (limits.headTimeout, limits.bodyTimeout) = (.milliseconds(100), .milliseconds(100))
    let hasty = limits
    try await ConsoleBench.running { bench in
      try await serving(bench.site, hasty) { address in
        let port = Int(address.split(separator: ":").last ?? "") ?? 0
        for begun in ["GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 9000\r\n\r\n"] {
          let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .connect(host: "127.0.0.1", port: port).get()
          // On a slow machine the server may have hung up before.
          try? await channel.writeAndFlush(ByteBuffer(string: begun))
          let trickle = channel.eventLoop.scheduleRepeatedTask(initialDelay: .zero, delay: .milliseconds(10)) { _ in
            channel.writeAndFlush(ByteBuffer(string: "x"), promise: nil)
          }
          try await channel.closeFuture.get()
          trickle.cancel()
        }
        #expect(try await ask(.GET, address + "/style.css").status == .ok)
      }
    }
  }

  @Test("A port that is taken is named, with what to do")
  func taken() async throws {
    try await ConsoleBench.running { bench in
      let holder = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
        .bind(host: "127.0.0.1", port: 0).get()
      let port = holder.localAddress?.port ?? 0
      let service = web(bench.site, WebConfiguration(port: port))
      let error = await #expect(throws: ConsoleError.self) { try await service.run() }
      #expect(
        error?.description.contains("127.0.0.1:\(port)") == true && error?.description.contains("web.port") == true)
      try await holder.close()
    }
  }

  private func web(
    _ site: Site, _ configuration: WebConfiguration, _ limits: WebLimits? = nil
  ) -> WebService {
    var service = WebService(
      configuration: configuration, site: site, group: MultiThreadedEventLoopGroup.singleton,
      logger: ConsoleBench.logger)
    if let limits { service.limits = limits }
    return service
  }

  /// Runs `body` with the site on a port, and ends it gracefully.
  private func serving(
    _ site: Site, _ limits: WebLimits? = nil, _ body: @escaping @Sendable (String) async throws -> Void
  ) async throws {
    try await withTemporaryFolder { folder in
      let file = "\(folder)/page.port"
      let group = ServiceGroup(
        services: [web(site, WebConfiguration(port: 0, allowedHosts: ["console.example"], portFile: file), limits)],
        logger: ConsoleBench.logger)
      try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        try await eventually("the page is open") { PortFile(path: file).read() != nil }
        try await body("http://127.0.0.1:\(PortFile(path: file).read() ?? 0)")
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
      #expect(PortFile(path: file).read() == nil)
    }
  }

  private func ask(
    _ method: HTTPMethod, _ address: String
  ) async throws -> (status: HTTPResponseStatus, headers: HTTPHeaders, text: String) {
    var request = HTTPClientRequest(url: address)
    request.method = method
    let response = try await HTTPClient.shared.execute(request, timeout: .seconds(30))
    return (response.status, response.headers, String(buffer: try await response.body.collect(upTo: 1 << 20)))
  }
}
