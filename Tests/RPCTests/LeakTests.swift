import NIOCore
import NIOPosix
import Policies
import RPC
import Support
import Testing

@Suite(
  "What a server leaves behind",
  .enabled(if: Valgrind.isInstalled, "valgrind (Debian: apt-get install valgrind) is not installed"))
struct LeakTests {
  @Test("A server that met every kind of peer, and drained, has lost no memory and touched none of others'")
  func plaintext() async throws {
    var random = SeededGenerator.printed()
    let server = try await EchoProgram.started(isChecked: true)
    try await load(.plaintext, port: server.port)
    try await hangUpEverywhere(in: Self.beginning, step: 3, port: server.port, &random)
    for bytes in Self.assaults { try await assault(bytes, port: server.port) }
    try await sendNoise(port: server.port, &random)
    try await load(.plaintext, port: server.port)
    let ending = try await server.end()
    #expect(ending.status == 0, "\(ending.output)")
    #expect(ending.output.contains("definitely lost: 0 bytes in 0 blocks"), "\(ending.output)")
  }

  @Test("Nor has one that spoke TLS with every kind of peer")
  func secure() async throws {
    var random = SeededGenerator.printed()
    let harness = try await SecureHarness()
    let server = try await EchoProgram.started(harness.server, isChecked: true)
    try await load(.tls(harness.clientTLS()), port: server.port)
    try await hangUpEverywhere(in: try harness.clientHello(), step: 32, port: server.port, &random)
    try await assault(Self.beginning, port: server.port)
    try await sendNoise(port: server.port, &random)
    let ending = try await server.end()
    #expect(ending.status == 0, "\(ending.output)")
    #expect(ending.output.contains("definitely lost: 0 bytes in 0 blocks"), "\(ending.output)")
  }

  /// A connection with one call, from its first byte to the last that its client sends.
  private static let beginning =
    RawPeer.greeting + RawFrame.headers(RawHeaders.request([(":path", "/bench.Echo/Unary")]), stream: 1).bytes
    + RawFrame.data([0, 0, 0, 0, 3, 0x0a, 1, 0x78], stream: 1, ends: true).bytes

  /// What attackers send, each over a connection of its own.
  private static let assaults: [[UInt8]] = [
    RawPeer.greeting
      + (0..<500).flatMap { index in
        let stream = UInt32(2 * index + 1)
        return RawFrame.headers(RawHeaders.request([(":path", "/bench.Echo/Flood")]), stream: stream).bytes
          + RawFrame.data([0, 0, 0, 0, 0], stream: stream, ends: true).bytes + RawFrame.reset(stream: stream).bytes
      },
    RawPeer.greeting
      + RawFrame.headers(
        RawHeaders.request() + RawHeaders.literal("x", String(repeating: "v", count: 3000), isKept: true)
          + [UInt8](repeating: 0xBE, count: 500), stream: 1
      ).bytes,
    RawPeer.greeting + (0..<2000).flatMap { _ in RawFrame.ping.bytes },
    RawPeer.greeting + RawFrame(type: 1, stream: 1, payload: RawHeaders.request()).bytes
      + (0..<20).flatMap { _ in RawFrame(type: 9, stream: 1, payload: RawHeaders.literal("x", "y")).bytes },
    beginning + RawFrame.data([0, 255, 255, 255, 255, 1], stream: 1).bytes,
  ]

  /// Honest calls, and then a client that goes away while its calls are answered.
  private func load(_ security: ClientSecurity, port: Int) async throws {
    try await withSecureClient(security, port: port) { client in
      try await EchoLoad(client: client, count: 6).run()
      let replies: ResponseStream<Bytes> = client.serverStreaming("/bench.Echo/Flood", EchoLoad.message(0))
      var iterator = replies.makeAsyncIterator()
      _ = try await iterator.next()
    }
  }

  /// A connection cut at every so many places of what a peer sends, others in each run.
  private func hangUpEverywhere(
    in bytes: [UInt8], step: Int, port: Int, _ random: inout SeededGenerator
  ) async throws {
    let first = Int.random(in: 0..<step, using: &random)
    for count in stride(from: first, through: bytes.count, by: step) {
      try await assault(Array(bytes[..<count]), port: port)
    }
  }

  private func assault(_ bytes: [UInt8], port: Int) async throws {
    let peer = try await RawPeer.connected(port: port)
    await peer.send(bytes)
    await peer.drop()
  }

  private func sendNoise(port: Int, _ random: inout SeededGenerator) async throws {
    for count in 0..<20 {
      let noise = (0..<(10 * count)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let kept = Int.random(in: 0...Self.beginning.count, using: &random)
      try await assault(Self.beginning[..<kept] + noise, port: port)
    }
  }
}
