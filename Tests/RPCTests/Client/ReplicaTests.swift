import NIOPosix
import RPC
import Synchronization
import Testing

@Suite("Many replicas")
struct ReplicaTests {
  /// Callers that make one call after the other until told to stop.
  private final class Load: Sendable {
    private struct State {
      var isStopped = false
      var failures: [RPCStatus] = []
      var answers: [String: Int] = [:]
    }

    private let state = Mutex(State())

    /// What went wrong.
    var failures: [RPCStatus] { state.withLock { $0.failures } }
    /// How often each replica has answered.
    var answers: [String: Int] { state.withLock { $0.answers } }

    func stop() { state.withLock { $0.isStopped = true } }

    func run(_ client: RPCClient, callers: Int) async {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<callers { group.addTask { await self.call(client) } }
      }
    }

    private func call(_ client: RPCClient) async {
      while !state.withLock({ $0.isStopped }) {
        do {
          let name = try await client.replica()
          state.withLock { $0.answers[name, default: 0] += 1 }
        } catch {
          let status = error as? RPCStatus ?? RPCStatus(.unknown, "\(error)")
          state.withLock { $0.failures.append(status) }
        }
      }
    }
  }

  @Test(
    "Replicas come and go under load without a failed call, and a new one gets its share",
    arguments: [Balancing.leastLoaded, .roundRobin])
  func comingAndGoing(_ balancing: Balancing) async throws {
    let first = try await Replica.started("first")
    let second = try await Replica.started("second")
    let resolver = ChangingResolver([first.address, second.address])
    try await withClient(of: resolver) {
      $0.balancing = balancing
    } _: { client in
      let load = Load()
      async let running: Void = load.run(client, callers: 16)
      await first.begun.wait(200)
      await second.begun.wait(200)
      // One more comes: it is found, and gets about a third; by load less, if its event loop is the busier one.
      let third = try await Replica.started("third")
      resolver.change(to: [first.address, second.address, third.address])
      await client.resolveAgain()
      await third.begun.wait(1)
      let before = load.answers
      await third.begun.wait(1000)
      let after = load.answers
      let shares = ["first", "second", "third"].map { after[$0, default: 0] - before[$0, default: 0] }
      #expect(shares[2] * (balancing == .roundRobin ? 4 : 20) > shares.reduce(0, +), "\(shares)")
      // One is stopped before the resolver knows, one is taken out before it stops.
      await first.stop()
      resolver.change(to: [second.address, third.address])
      await client.resolveAgain()
      resolver.change(to: [third.address])
      await client.resolveAgain()
      await second.stop()
      // And all are replaced at once.
      let fourth = try await Replica.started("fourth")
      resolver.change(to: [fourth.address])
      await client.resolveAgain()
      await fourth.begun.wait(200)
      await third.stop()
      load.stop()
      await running
      #expect(load.failures == [])
      await fourth.kill()
    }
  }

  @Test("Calls that run on a replica that is taken out of the list end there")
  func runningCallsEnd() async throws {
    let old = try await Replica.started("old")
    let new = try await Replica.started("new")
    let resolver = ChangingResolver([old.address])
    try await withClient(of: resolver) { client in
      async let held = client.replica("Held")
      await old.begun.wait()
      resolver.change(to: [new.address])
      await client.resolveAgain()
      let name = try await client.replica()
      #expect(name == "new")
      old.release.fire()
      let heldName = try await held
      #expect(heldName == "old")
    }
    await old.kill()
    await new.kill()
  }

  @Test("A replica that is killed costs no idempotent call, and is used again when it is back")
  func killed() async throws {
    let steady = try await Replica.started("steady")
    let killed = try await Replica.started("killed")
    guard case .internet(_, let port) = killed.address else { return }
    try await withClient(of: [steady.address, killed.address]) {
      $0.retryBudget.tokensMaximum = 1000
    } _: { client in
      let options = CallOptions(isIdempotent: true)
      try await client.reach("killed", options: options)
      let calls = Task {
        try await withThrowingTaskGroup(of: String.self) { group in
          for _ in 0..<50 { group.addTask { try await client.replica("Held", options: options) } }
          return try await group.reduce(into: [String]()) { $0.append($1) }
        }
      }
      await steady.begun.wait(10)
      await killed.begun.wait(11)
      await killed.kill()
      steady.release.fire()
      let names = try await calls.value
      #expect(names == [String](repeating: "steady", count: 50))
      let back = makeServer(EchoService(), port: port)
      _ = try await back.start()
      // The one that is back does not know the method: that is how it is recognized.
      while await status(of: { _ = try await client.replica() })?.code != .unimplemented {}
      await back.shutdownGracefully(within: .zero)
    }
    await steady.kill()
  }

  @Test("More calls than one connection may carry go over more connections, up to the limit, and the rest wait")
  func pool() async throws {
    var limits = RPCLimits.standard
    limits.concurrentStreamsMaximum = 2
    let replica = try await Replica.started("narrow", limits: limits)
    try await withClient(of: [replica.address]) {
      $0.limits.connectionsPerAddressMaximum = 3
    } _: { client in
      let calls = Task {
        try await withThrowingTaskGroup(of: String.self) { group in
          for _ in 0..<20 { group.addTask { try await client.replica("Held") } }
          return try await group.reduce(into: 0) { count, _ in count += 1 }
        }
      }
      await replica.begun.wait(6)
      #expect(replica.begun.count == 6)
      replica.release.fire()
      let count = try await calls.value
      #expect(count == 20)
      for _ in 0..<20 { _ = try await client.replica() }
    }
    await replica.stop()
  }

  @Test("With pick-first all calls go to the first address that can be reached, and to the next when it is gone")
  func pickFirst() async throws {
    let first = try await Replica.started("first")
    let second = try await Replica.started("second")
    try await withClient(of: [.internet(host: "127.0.0.1", port: 1), first.address, second.address]) {
      $0.balancing = .pickFirst
    } _: { client in
      for _ in 0..<20 {
        let name = try await client.replica()
        #expect(name == "first")
      }
      await first.stop()
      let name = try await client.replica()
      #expect(name == "second")
    }
    await second.kill()
  }
}
