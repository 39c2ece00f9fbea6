import RPC
import Testing

@Suite("Stopping and coming back")
struct DrainTests {
  @Test("A server that drains lets accepted calls end and takes no new ones")
  func drain() async throws {
    try await withEcho { client, service, server in
      let calls = Task {
        try await withThrowingTaskGroup(of: Bytes.self) { group in
          for number in 0..<100 {
            group.addTask { try await client.call("WaitForRelease", Bytes("\(number)")) }
          }
          return try await group.reduce(into: Set<Bytes>()) { $0.insert($1) }
        }
      }
      await service.begun.wait(100)
      async let stopped: Void = server.shutdownGracefully(within: .seconds(20))
      service.release.fire()
      let replies = try await calls.value
      #expect(replies.count == 100)
      await stopped
      let status = await status { _ = try await client.call("Unary", "") }
      #expect(status?.code == .unavailable)
    }
  }

  @Test("Calls made while a server drains either succeed or are refused before they begin")
  func drainUnderLoad() async throws {
    try await withEcho { client, _, server in
      let load = Task {
        await withTaskGroup(of: RPCStatus?.self) { group in
          for _ in 0..<8 {
            group.addTask {
              while true {
                let status = await status { _ = try await client.call("Unary", "x") }
                if let status { return status }
              }
            }
          }
          return await group.reduce(into: [RPCStatus?]()) { $0.append($1) }
        }
      }
      _ = try await client.call("Unary", "begin")
      await server.shutdownGracefully(within: .seconds(20))
      for status in await load.value {
        #expect(status?.code == .unavailable)
        #expect(
          status?.message.contains("cannot connect") == true, "lost an accepted call: \(String(describing: status))")
      }
    }
  }

  @Test("Calls that outlast the drain are cut off, and their handlers cancelled")
  func drainTooShort() async throws {
    try await withEcho { client, service, server in
      async let status = status { _ = try await client.call("Hang", "") }
      await service.begun.wait()
      await server.shutdownGracefully(within: .milliseconds(10))
      #expect(await status?.code == .unavailable)
      await service.cancelled.wait()
    }
  }

  @Test("A client comes back when the server does")
  func reconnect() async throws {
    let service = EchoService()
    let first = makeServer(service)
    let port = try await first.start()
    let client = makeClient(port: port)
    let before = try await client.call("Unary", "before")
    #expect(before == "before")
    await first.shutdownGracefully(within: .seconds(5))
    let between = await status { _ = try await client.call("Unary", "between") }
    #expect(between?.code == .unavailable)
    async let waited = client.call("Unary", "after", options: CallOptions(waitsForReady: true))
    let second = makeServer(service, port: port)
    _ = try await second.start()
    let after = try await waited
    #expect(after == "after")
    await client.close()
    await second.shutdownGracefully(within: .zero)
  }

  @Test("A call that the server refused before beginning it is made again on a new connection")
  func refusedCallsAreRepeated() async throws {
    try await withEcho { client, service, server in
      let held = Task { try await client.call("WaitForRelease", "held") }
      await service.begun.wait()
      async let stopped: Void = server.shutdownGracefully(within: .seconds(20))
      // Calls that meet the drain either end well or find nobody listening; none is lost in between.
      var last: RPCStatus?
      while last == nil { last = await status { _ = try await client.call("Unary", "x") } }
      #expect(last?.message.contains("cannot connect") == true, "\(String(describing: last))")
      service.release.fire()
      let reply = try await held.value
      #expect(reply == "held")
      await stopped
    }
  }
}
