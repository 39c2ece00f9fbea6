import NIOPosix
import RPC
import Testing

@Suite("Targets and resolvers")
struct TargetTests {
  @Test(
    "A target is read from gRPC's names, and written so that it can be read again",
    arguments: [
      ("home:8001", "dns:///home:8001"), ("dns:///home.example:1", "dns:///home.example:1"),
      ("dns:home:8001", "dns:///home:8001"), ("127.0.0.1:80", "127.0.0.1:80"), ("[::1]:80", "[::1]:80"),
      ("dns:///10.0.0.1:80", "10.0.0.1:80"), ("ipv4:10.0.0.1:80,10.0.0.2:81", "ipv4:10.0.0.1:80,10.0.0.2:81"),
      ("ipv6:[::1]:80,[::2]:81", "ipv6:[::1]:80,[::2]:81"), ("unix:///run/a.socket", "unix:/run/a.socket"),
      ("unix:a.socket", "unix:a.socket"),
    ])
  func reading(_ text: String, _ description: String) throws {
    let target = try RPCTarget(text)
    #expect("\(target)" == description)
    #expect(try RPCTarget("\(target)") == target)
  }

  @Test(
    "What is no target says why",
    arguments: [
      ("home", RPCTargetError.noPort("home")), ("home:0", .noPort("home:0")), ("home:70000", .noPort("home:70000")),
      (":80", .noHost(":80")), ("::1:80", .noPort("::1:80")), ("unix:", .noPath("unix:")),
      ("ipv4:home:80", .notNumeric("home:80", version: 4)), ("ipv4:[::1]:80", .notNumeric("[::1]:80", version: 4)),
      ("ipv6:1.2.3.4:80", .notNumeric("1.2.3.4:80", version: 6)), ("ipv4:1.2.3.4:80,", .noPort("")),
      ("dns://8.8.8.8/home:80", .nameServer("//8.8.8.8/home:80")),
    ])
  func wrong(_ text: String, _ error: RPCTargetError) {
    #expect(throws: error) { try RPCTarget(text) }
  }

  @Test("The system knows where localhost is")
  func localhost() async throws {
    let addresses = try await DNSResolver(host: "localhost", port: 80).addresses()
    #expect(
      addresses.contains(.internet(host: "127.0.0.1", port: 80)) || addresses.contains(.internet(host: "::1", port: 80))
    )
  }

  @Test("Calls go to a name, of whose addresses not all need to be listened on")
  func name() async throws {
    let replica = try await Replica.started("only")
    guard case .internet(_, let port) = replica.address else { return }
    let client = RPCClient(
      host: "localhost", port: port, group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
    for _ in 0..<10 {
      let name = try await client.replica()
      #expect(name == "only")
    }
    await client.close()
    await replica.kill()
  }

  @Test("While no address can be found, calls say why, and those that wait are made when one is")
  func notFound() async throws {
    let replica = try await Replica.started("late")
    let resolver = ChangingResolver([])
    resolver.fail("no such host")
    try await withClient(of: resolver) { client in
      let status = await status { _ = try await client.replica() }
      #expect(status == RPCStatus(.unavailable, "cannot find replicas: host replicas: no such host"))
      async let waited = client.replica(options: CallOptions(waitsForReady: true))
      resolver.change(to: [replica.address])
      await client.resolveAgain()
      let name = try await waited
      #expect(name == "late")
    }
    await replica.kill()
  }

  @Test("However often connections fail, the resolver is not asked more often than allowed")
  func minimumInterval() async throws {
    let resolver = ChangingResolver([.internet(host: "127.0.0.1", port: 1)])
    try await withClient(of: resolver) {
      $0.resolution.minimumInterval = .seconds(3600)
    } _: { client in
      for _ in 0..<20 {
        let status = await status { _ = try await client.replica(options: CallOptions(timeout: .milliseconds(20))) }
        #expect(status?.code == .unavailable || status?.code == .deadlineExceeded)
      }
      #expect(resolver.asked.count == 1)
      await client.resolveAgain()
      #expect(resolver.asked.count == 2)
    }
  }
}
