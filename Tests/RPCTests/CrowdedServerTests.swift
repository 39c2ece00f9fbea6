import Support
import Testing

@testable import RPC

@Suite("A server with as many connections as it holds")
struct CrowdedServerTests {
  private var limits: RPCLimits {
    var limits = RPCLimits.standard
    limits.connectionsMaximum = 12
    return limits
  }

  @Test(
    "Connections without calls give way, however they hold on, and those with calls stay", arguments: [true, false])
  func idleOnes(areGreeted: Bool) async throws {
    let service = EchoService()
    try await withEchoServer(limits: limits, service: service) { port in
      let busy = makeClient(port: port)
      let call = Task { try await busy.call("WaitForRelease", "") }
      await service.begun.wait(1)
      var held: [RawPeer] = []
      for _ in 0..<100 {
        let peer = try await RawPeer.connected(port: port, reads: false)
        await peer.send(areGreeted ? RawPeer.greeting : Array("PRI * HT".utf8))
        held.append(peer)
      }
      let honest = makeClient(port: port)
      for _ in 0..<5 { #expect(try await honest.call("Unary", "x") == "x") }
      try await held[0].cut()
      service.release.fire()
      _ = try await call.value
      await honest.close()
      await busy.close()
      for peer in held { await peer.drop() }
    }
  }

  @Test("When all have calls, one more is closed as before, and served when one of them is gone")
  func busyOnes() async throws {
    var narrow = limits
    narrow.connectionsMaximum = 2
    let service = EchoService()
    try await withEchoServer(limits: narrow, service: service) { port in
      let busy = [makeClient(port: port), makeClient(port: port)]
      let calls = busy.map { client in Task { try await client.call("WaitForRelease", "") } }
      await service.begun.wait(2)
      let late = try await RawPeer.connected(port: port)
      try await late.cut()
      service.release.fire()
      for call in calls { _ = try await call.value }
      for client in busy { await client.close() }
    }
  }
}
