import NIOCore
import NIOPosix
import Support
import Testing

@testable import RPC

@Suite("gRPC's connectivity states")
struct ConnectivityTests {
  private let instruments = RPCInstruments()

  /// How many servers of any target are in each state that has some.
  private func servers() -> [String: UInt64] {
    var found: [String: UInt64] = [:]
    for point in instruments.metric("grpc.client.subchannel.state")?.points ?? [] {
      guard let state = point.labels.first(where: { $0.name == "state" })?.value,
        case .number(let number) = point.value,
        number > 0
      else { continue }
      found[state, default: 0] += number
    }
    return found
  }

  private func reaches(_ state: ConnectivityState, _ client: RPCClient) async throws {
    try await eventually("the client is \(state.rawValue)") { await client.state() == state }
  }

  @Test("A client is idle until it is called, ready while it has a server, and shut down when it is closed")
  func life() async throws {
    let replica = try await Replica.started("one")
    try await withClient(of: [replica.address]) {
      $0.instruments = instruments
    } _: { client in
      #expect(await client.state() == .idle)
      #expect(try await client.replica() == "one")
      #expect(await client.state() == .ready)
      #expect(servers() == ["READY": 1])
      await replica.stop()
      // With one server, a lost connection is not made again before somebody calls.
      try await reaches(.idle, client)
      await client.close()
      #expect(await client.state() == .shutdown)
      #expect(servers() == [:])
    }
  }

  @Test("A server that does not answer is being connected to; calls wait, and a failure is one until the wait is over")
  func connecting() async throws {
    let mute = try await MuteServer(greets: false)
    let address = ServerAddress.internet(host: "127.0.0.1", port: mute.port)
    try await withClient(of: [address]) {
      $0.instruments = instruments
      $0.backoff.initial = .seconds(3600)
      $0.backoff.maximum = .seconds(3600)
    } _: { client in
      async let call = status { _ = try await client.replica() }
      async let waiting = status { _ = try await client.replica(options: CallOptions(waitsForReady: true)) }
      await mute.opened.wait()
      try await reaches(.connecting, client)
      #expect(servers() == ["CONNECTING": 1])
      try await mute.hangUp()
      #expect(await call?.code == .unavailable)
      try await reaches(.transientFailure, client)
      #expect(servers() == ["TRANSIENT_FAILURE": 1])
      // The call that waits for a server still does; others fail at once.
      #expect(await status { _ = try await client.replica() }?.code == .unavailable)
      await client.close()
      #expect(await waiting?.code == .cancelled)
    }
    try await mute.close()
  }

  @Test(
    "The state after a failure ends with the time to wait, and a call that comes then finds the server that is back")
  func recovery() async throws {
    let port = try LoopbackPort.free()
    let client = makeClient(port: port, instruments: instruments)
    #expect(await status { _ = try await client.call("Unary", "") }?.code == .unavailable)
    try await reaches(.idle, client)
    #expect(servers() == ["IDLE": 1])
    let server = makeServer(EchoService(), port: port)
    _ = try await server.start()
    #expect(try await client.call("Unary", "back") == "back")
    #expect(await client.state() == .ready)
    await client.close()
    await server.shutdownGracefully(within: .zero)
  }

  @Test("Round robin is ready with one server that is, uses no other, and fails only when all have")
  func roundRobin() async throws {
    let (one, two) = (try await Replica.started("one"), try await Replica.started("two"))
    let refusing = ServerAddress.internet(host: "127.0.0.1", port: 1)
    try await withClient(of: [one.address, refusing, two.address]) {
      $0.instruments = instruments
      $0.balancing = .roundRobin
    } _: { client in
      try await client.reach("one")
      try await client.reach("two")
      var names: [String] = []
      for _ in 0..<10 { names.append(try await client.replica()) }
      // In turn, whichever is first.
      #expect(zip(names, names.dropFirst()).allSatisfy { $0 != $1 }, "\(names)")
      try await eventually("each server's state is known") { servers() == ["READY": 2, "TRANSIENT_FAILURE": 1] }
      await one.stop()
      for _ in 0..<10 { #expect(try await client.replica() == "two") }
      #expect(await client.state() == .ready)
      await two.stop()
      try await reaches(.transientFailure, client)
      #expect(await status { _ = try await client.replica() }?.code == .unavailable)
      let waits = CallOptions(timeout: .milliseconds(50), waitsForReady: true)
      #expect(await status { _ = try await client.replica(options: waits) }?.code == .deadlineExceeded)
    }
  }

  @Test("Waits after failures grow as gRPC's protocol has them, each a fifth longer or shorter at most")
  func backoff() {
    var generator = SystemRandomNumberGenerator()
    var expected = 1.0
    for failures in 1...20 {
      for _ in 0..<20 {
        let delay = Backoff().delay(afterFailures: failures, using: &generator) / .seconds(1)
        #expect(delay >= 0.8 * expected - 1e-9 && delay <= 1.2 * expected + 1e-9, "after \(failures)")
      }
      expected = min(120, expected * 1.6)
    }
  }
}
