import NIOCore
import RPC
import Support
import Testing

@Suite("The memory that strangers can make a server's process hold")
struct ProcessMemoryTests {
  /// What the process may have grown by for reasons other than its peers: code and pools that were not used before.
  private static let ownBytesMaximum = 8 << 20
  /// What a connection that has no calls may hold: its session, its tables, and what one read takes.
  private static let idleConnectionBytesMaximum = 64 << 10

  /// Grows the server by nothing more than `bytesMaximum`, and leaves it well.
  private func expectGrowth(
    atMost bytesMaximum: Int, _ assault: (EchoProgram) async throws -> [RawPeer]
  ) async throws {
    let server = try await EchoProgram.started()
    try await load(server)
    let before = try server.peakBytes
    let peers = try await assault(server)
    // Whoever calls meanwhile is served; what the peers sent before has been read by then, and answered.
    try await load(server)
    let grown = try server.peakBytes - before
    #expect(grown <= bytesMaximum + Self.ownBytesMaximum, "\(grown >> 10) KiB, of which \(bytesMaximum >> 10) may be")
    for peer in peers { await peer.drop() }
    try await load(server)
    let ending = try await server.end()
    #expect(ending.status == 0, "\(ending.output)")
  }

  private func load(_ server: EchoProgram) async throws {
    try await withSecureClient(.plaintext, port: server.port) { client in try await EchoLoad(client: client).run() }
  }

  private func peers(_ count: Int, of server: EchoProgram, reads: Bool = true) async throws -> [RawPeer] {
    var peers: [RawPeer] = []
    for _ in 0..<count { peers.append(try await RawPeer.connected(port: server.port, reads: reads)) }
    return peers
  }

  private func request(_ method: String, stream: UInt32) -> [UInt8] {
    RawFrame.headers(RawHeaders.request([(":path", "/bench.Echo/\(method)")]), stream: stream).bytes
  }

  @Test(
    "Readers that open their windows and do not read: each call's high-water mark and message, each connection's write")
  func slowReaders() async throws {
    let (connections, calls) = (8, 12)
    let limits = RPCLimits.standard
    let perCall = limits.outboundBytesHighWater + 2 * (64 << 10)
    let bound = connections * (calls * perCall + 2 * limits.writeBytesMaximum + Self.idleConnectionBytesMaximum)
    try await expectGrowth(atMost: bound) { server in
      let peers = try await peers(connections, of: server, reads: false)
      for peer in peers {
        let windows =
          RawFrame.settings([(identifier: 4, value: 1 << 31 - 1)]).bytes + RawFrame.windowUpdate(1 << 30).bytes
        await peer.send(RawPeer.greeting + windows)
        for index in 0..<calls {
          let stream = UInt32(2 * index + 1)
          await peer.send(
            request("Flood", stream: stream) + RawFrame.data([0, 0, 0, 0, 0], stream: stream, ends: true).bytes)
        }
      }
      return peers
    }
  }

  @Test("Senders of a byte at a time, of headers and of messages said to be large: what they have sent")
  func slowSenders() async throws {
    let connections = 60
    try await expectGrowth(atMost: connections * Self.idleConnectionBytesMaximum) { server in
      let peers = try await peers(connections, of: server)
      let block = RawFrame.headers(RawHeaders.request([(":path", "/bench.Echo/Stream")]), stream: 1).bytes
      for (index, peer) in peers.enumerated() {
        // Three of four have begun a message of 4 MiB; the others a header list.
        await peer.send(RawPeer.greeting + (index % 4 == 0 ? [] : block))
        if index % 4 != 0 { await peer.send(RawFrame.data([0, 0, 0x40, 0, 0], stream: 1).bytes) }
      }
      for round in 0..<30 {
        for (index, peer) in peers.enumerated() {
          await peer.send(index % 4 == 0 ? [block[round]] : RawFrame.data([1], stream: 1).bytes)
        }
      }
      return peers
    }
  }

  @Test("Connections that say nothing, or not all of their greeting: a connection's own")
  func halfOpen() async throws {
    let connections = 200
    try await expectGrowth(atMost: connections * Self.idleConnectionBytesMaximum) { server in
      let peers = try await peers(connections, of: server)
      for (index, peer) in peers.enumerated() { await peer.send(Array(RawPeer.greeting.prefix(index % 33))) }
      return peers
    }
  }

  @Test("Header lists that unpack to gigabytes: a connection's own, and one list of the limit for each call")
  func headerBombs() async throws {
    let (connections, calls) = (4, 100)
    let bound = connections * (calls * RPCLimits.standard.headerListBytesMaximum + Self.idleConnectionBytesMaximum)
    try await expectGrowth(atMost: bound) { server in
      let peers = try await peers(connections, of: server)
      let bomb = RawHeaders.literal("x", String(repeating: "v", count: 3000), isKept: true)
      let block = RawHeaders.request() + bomb + [UInt8](repeating: 0xBE, count: 4000)
      for peer in peers {
        await peer.send(RawPeer.greeting)
        for index in 0..<calls { await peer.send(RawFrame.headers(block, stream: UInt32(2 * index + 1)).bytes) }
      }
      return peers
    }
  }

  @Test("Calls that are begun and reset by the ten thousand: a connection's own")
  func rapidResets() async throws {
    let connections = 3
    try await expectGrowth(atMost: connections * Self.idleConnectionBytesMaximum) { server in
      let peers = try await peers(connections, of: server)
      for peer in peers { await peer.send(RawPeer.greeting) }
      for round in 0..<40 {
        let burst = (0..<200).flatMap { index in
          let stream = UInt32(2 * (200 * round + index) + 1)
          return request("Flood", stream: stream) + RawFrame.data([0, 0, 0, 0, 0], stream: stream, ends: true).bytes
            + RawFrame.reset(stream: stream).bytes
        }
        for peer in peers { await peer.send(burst) }
      }
      return peers
    }
  }
}
