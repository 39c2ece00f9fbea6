import Testing

@testable import RPC

@Suite("Ending connections under load")
struct DrainUnderLoadTests {
  /// Calls from several clients, several at once from each, until `isOver`; returns the answers and what failed.
  private func hammer(
    port: Int, clients: Int = 6, options: CallOptions = CallOptions(), isOver: @escaping @Sendable (RPCStatus?) -> Bool
  ) async -> Load {
    let all = (0..<clients).map { _ in makeClient(port: port) }
    let load = await withTaskGroup(of: Load.self) { group in
      for client in all + all + all + all + all + all + all + all {
        group.addTask {
          var load = Load()
          var last: RPCStatus?
          repeat {
            last = await status { _ = try await client.call("Counted", "x", options: options) }
            load.count(last)
          } while !isOver(last)
          return load
        }
      }
      return await group.reduce(into: Load()) { sum, one in
        sum.answers += one.answers
        sum.failures += one.failures
      }
    }
    for client in all { await client.close() }
    return load
  }

  private struct Load {
    var answers = 0
    var failures: [RPCStatus] = []

    mutating func count(_ status: RPCStatus?) {
      if let status { failures.append(status) } else { answers += 1 }
    }
  }

  @Test("Every call that a draining server began is answered, and every other one finds nobody listening")
  func drain() async throws {
    for _ in 0..<3 {
      let service = EchoService()
      let server = makeServer(service)
      let port = try await server.start()
      async let load = hammer(port: port) { $0 != nil }
      await service.begun.wait(500)
      await server.shutdownGracefully(within: .seconds(60))
      let calls = await load
      #expect(calls.answers == service.begun.count)
      for failure in calls.failures {
        #expect(failure.code == .unavailable && failure.message.contains("cannot connect"), "\(failure)")
      }
    }
  }

  @Test("A server that another one replaces on its port loses no call")
  func replacement() async throws {
    let (first, second) = (EchoService(), EchoService())
    let server = makeServer(first)
    let port = try await server.start()
    async let load = hammer(port: port, options: CallOptions(timeout: .seconds(60), waitsForReady: true)) { status in
      status != nil || second.begun.count > 2000
    }
    await first.begun.wait(500)
    async let drained: Void = server.shutdownGracefully(within: .seconds(60))
    let successor = makeServer(second, port: port)
    while (try? await successor.start()) == nil { await Task.yield() }
    let calls = await load
    #expect(calls.failures.isEmpty, "\(calls.failures)")
    await drained
    #expect(calls.answers == first.begun.count + second.begun.count)
    await successor.shutdownGracefully(within: .seconds(60))
  }

  @Test("Connections that reach their age again and again lose no call")
  func age() async throws {
    let service = EchoService()
    let server = makeServer(service, options: { $0.lifetime.ageMaximum = .milliseconds(20) })
    let port = try await server.start()
    let calls = await hammer(port: port) { $0 != nil || service.begun.count > 3000 }
    #expect(calls.failures.isEmpty, "\(calls.failures)")
    #expect(calls.answers == service.begun.count)
    await server.shutdownGracefully(within: .seconds(60))
  }
}
