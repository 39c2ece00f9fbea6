import NIOCore
import NIOEmbedded
import Policies
import Support
import Testing

@testable import RPC

@Suite("A TLS server before strangers")
struct TLSHostileTests {
  private let harness: SecureHarness
  private let transport: ServerTransport

  init() async throws {
    harness = try await SecureHarness()
    transport = try ServerTransport(
      .tls(harness.serverTLS(.require)), host: "127.0.0.1", limits: .standard, logger: .silent)
  }

  /// A connection that has just been accepted, and what becomes of it.
  private func accept() throws -> (channel: EmbeddedChannel, outcome: EventLoopFuture<Peer>) {
    let channel = EmbeddedChannel()
    let outcome = try transport.secure(channel)
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return (channel, outcome)
  }

  private func error(_ outcome: EventLoopFuture<Peer>) -> TLSError? {
    #expect(throws: TLSError.self) { try outcome.wait() }
  }

  @Test("A ClientHello cut at every position ends as a connection that was closed in the handshake")
  func cut() async throws {
    let hello = try harness.clientHello()
    #expect(hello.count > 200)
    for count in 0...hello.count {
      await Task.yield()
      let (channel, outcome) = try accept()
      if count > 0 { try channel.writeInbound(ByteBuffer(bytes: hello[..<count])) }
      _ = try? channel.finish(acceptAlreadyClosed: true)
      #expect(error(outcome) == .closedDuringHandshake, "after \(count) bytes")
    }
  }

  @Test("A ClientHello with a byte changed anywhere, and random bytes, never crash it")
  func changed() async throws {
    var random = SeededGenerator.printed()
    let hello = try harness.clientHello()
    // A handshake that gets far costs milliseconds without optimization: every fifth byte, another one in each run.
    for index in stride(from: Int.random(in: 0..<5, using: &random), to: hello.count + 250, by: 5) {
      await Task.yield()
      var bytes = hello
      if index < hello.count {
        bytes[index] ^= UInt8.random(in: 1...255, using: &random)
      } else {
        for position in bytes.indices.dropFirst(index % 9) {
          bytes[position] = UInt8.random(in: 0...255, using: &random)
        }
      }
      let (channel, outcome) = try accept()
      for start in stride(from: 0, to: bytes.count, by: 700) {
        _ = try? channel.writeInbound(ByteBuffer(bytes: bytes[start..<min(start + 700, bytes.count)]))
      }
      _ = try? channel.finish(acceptAlreadyClosed: true)
      _ = error(outcome)
    }
  }

  @Test("A peer that takes its time is cut off at the handshake's limit, however much it has sent")
  func slow() throws {
    let hello = try harness.clientHello()
    for count in [0, 1, 100, hello.count] {
      let (channel, outcome) = try accept()
      if count > 0 { try channel.writeInbound(ByteBuffer(bytes: hello[..<count])) }
      channel.embeddedEventLoop.advanceTime(by: .seconds(9))
      #expect(channel.isActive)
      channel.embeddedEventLoop.advanceTime(by: .seconds(1))
      #expect(error(outcome) == .handshakeTimeout(seconds: 10))
      channel.embeddedEventLoop.advanceTime(by: .seconds(2))
      #expect(!channel.isActive)
    }
  }

  @Test("A server that stops does not wait for handshakes, not even for TLS to say goodbye", arguments: [0, 100])
  func stopping(count: Int) throws {
    let (channel, outcome) = try accept()
    if count > 0 { try channel.writeInbound(ByteBuffer(bytes: try harness.clientHello()[..<count])) }
    ServerTransport.drop(channel)
    channel.embeddedEventLoop.run()
    #expect(!channel.isActive)
    #expect(error(outcome) != nil)
  }

  @Test("A peer that begins a handshake over a socket and says no more is cut off, as a server that does is")
  func endless() async throws {
    var limits = RPCLimits.standard
    limits.handshakeTimeout = .milliseconds(100)
    let hello = try harness.clientHello()
    try await withSecureServer(.tls(harness.serverTLS()), limits: limits, isHasty: true) { port in
      for count in [0, 1, hello.count - 1] {
        let peer = try await RawPeer.connected(port: port)
        await peer.send(Array(hello[..<count]))
        try await peer.cut()
      }
    }
    let mute = try await MuteServer(greets: false)
    let client = makeClient(port: mute.port) {
      $0.security = .tls(harness.clientTLS())
      $0.limits.handshakeTimeout = .milliseconds(100)
    }
    let failure = await status { _ = try await client.call("Unary", "") }
    #expect(failure?.code == .unavailable)
    #expect(failure?.message.contains("TLS handshake") == true, "\(failure?.message ?? "")")
    await mute.closed.wait()
    await client.close()
    try await mute.close()
  }

  @Test("A server that stops while peers are in their handshakes stops, and they are cut off")
  func stoppingServer() async throws {
    let hello = try harness.clientHello()
    var peers: [RawPeer] = []
    try await withSecureServer(.tls(harness.serverTLS())) { port in
      for count in [0, 1, hello.count - 1] {
        let peer = try await RawPeer.connected(port: port)
        await peer.send(Array(hello[..<count]))
        peers.append(peer)
      }
    }
    for peer in peers { try await peer.cut() }
  }

  @Test("A handshake message larger than any real one is refused before it is held")
  func largeMessage() throws {
    let (channel, outcome) = try accept()
    // A ClientHello that says it has 16 MiB, in records of 16 KiB.
    var record: [UInt8] = [0x16, 3, 1, 0x40, 0] + [UInt8](repeating: 0, count: 16_384)
    record.replaceSubrange(5..<9, with: [1, 0xff, 0xff, 0xff])
    _ = try? channel.writeInbound(ByteBuffer(bytes: record))
    #expect(!channel.isActive)
    _ = error(outcome)
    _ = try? channel.finish(acceptAlreadyClosed: true)
  }

  @Test("Old versions, suites without forward secrecy and other protocols than HTTP/2 are refused")
  func oldProtocols() async throws {
    try await withSecureServer(.tls(harness.serverTLS())) { port in
      for arguments in [
        ["-tls1_1", "-alpn", "h2"], ["-tls1_2", "-alpn", "h2", "-cipher", "AES128-GCM-SHA256:AES128-SHA"],
      ] {
        let ending = await talk(port, arguments)
        #expect(
          ending.contains("alert") || ending.contains("unsupported protocol") || ending.contains("no protocols"),
          "\(ending)")
      }
      for arguments in [["-alpn", "http/1.1"], []] {
        let ending = await talk(port, arguments)
        #expect(ending.contains("505 HTTP Version Not Supported") && ending.contains("gRPC over HTTP/2"), "\(ending)")
      }
    }
  }

  private func talk(_ port: Int, _ arguments: [String]) async -> String {
    let ending = await Program.run(
      "timeout", ["10", "openssl", "s_client", "-ign_eof", "-connect", "127.0.0.1:\(port)"] + arguments)
    return ending.output + ending.errors
  }

  @Test("A server that agrees on no protocol is refused by name")
  func serverWithoutHTTP2() async throws {
    try await ForeignTLSServer.run(harness.server) { port in
      let failure = try await withSecureClient(.tls(harness.clientTLS()), port: port) { client in
        await status { _ = try await client.call("Unary", "") }
      }
      #expect(failure?.code == .unavailable)
      #expect(failure?.message.contains("the peer agreed on no protocol by ALPN") == true, "\(failure?.message ?? "")")
    }
  }
}
