import NIOCore
import Testing

@testable import RPC

@Suite("Compressed calls over a loopback socket")
struct CompressedCallTests {
  private static let gzip = CompressionOptions(encoding: .gzip, messageBytesMinimum: 1000)
  private static let long = Bytes([UInt8](repeating: 7, count: 5000))

  private func withGzip(_ body: (RPCClient, Int) async throws -> Void) async throws {
    try await withEchoServer(options: { $0.compression = Self.gzip }) { port in
      let client = makeClient(port: port)
      do {
        try await body(client, port)
      } catch {
        await client.close()
        throw error
      }
      await client.close()
    }
  }

  @Test("Replies come compressed from the size that is configured, unless the handler says otherwise")
  func replies() async throws {
    try await withGzip { client, _ in
      let stream = client.stream("Alternating", Self.long)
      var compressed: [Bool] = []
      for try await reply in stream {
        #expect(reply == Self.long)
        compressed.append(await stream.lastReplyWasCompressed())
      }
      #expect(compressed == [true, false, true])
      let small = client.stream("Alternating", Bytes([UInt8](repeating: 7, count: 999)))
      compressed = []
      for try await _ in small { compressed.append(await small.lastReplyWasCompressed()) }
      #expect(compressed == [true, false, false])
      #expect(try await client.call("Unary", Self.long) == Self.long)
      #expect(try await client.call("Uncompressed", Self.long) == Self.long)
    }
  }

  @Test("A caller that reads no gzip gets none; one that does is told what is known here")
  func negotiation() async throws {
    try await withGzip { _, port in
      for (accepted, expected) in [("identity", 0), ("identity,deflate", 0), ("gzip, identity", 1)] {
        let raw = try await RawClient.connect(port: port)
        var headers = HeaderList.testRequest
        headers.append("grpc-accept-encoding", accepted)
        let frame = try MessageFrame.encode(Self.long, messageBytesMaximum: 10_000)
        let events = try await raw.exchange(headers, body: frame)
        #expect(events.body(of: 1).first == UInt8(expected), "\(accepted)")
        #expect(events.field("grpc-encoding") == (expected == 1 ? "gzip" : nil))
        if expected == 1 { #expect(events.field("grpc-accept-encoding") == "identity,gzip,deflate") }
        try await raw.close()
      }
    }
  }

  @Test("A server that is not told to compress does not, whatever the caller reads and the handler asks")
  func offByDefault() async throws {
    try await withEcho { client, _, _ in
      let stream = client.stream("Alternating", Self.long)
      for try await _ in stream { #expect(await !stream.lastReplyWasCompressed()) }
    }
  }

  @Test("Requests go compressed by the call's options, one by one, and the handler can tell")
  func requests() async throws {
    try await withEcho { client, _, _ in
      for encoding in [MessageEncoding.gzip, .deflate] {
        let options = CallOptions(compression: CompressionOptions(encoding: encoding, messageBytesMinimum: 1000))
        #expect(try await client.call("UnaryWasCompressed", Self.long, options: options) == "true")
        #expect(try await client.call("UnaryWasCompressed", "short", options: options) == "false")
        #expect(try await client.call("Unary", Self.long, options: options) == Self.long)
        let answers: ResponseStream<Bytes> = client.bidirectional("/test.Echo/WasCompressed", options: options) {
          (writer: RequestWriter<Bytes>) in
          try await writer.write(Self.long)
          try await writer.write(Self.long, compression: .never)
          try await writer.write("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", compression: .always)
        }
        var texts: [String] = []
        for try await answer in answers { texts.append(answer.text) }
        #expect(texts == ["true", "false", "true"])
      }
      #expect(try await client.call("UnaryWasCompressed", Self.long) == "false")
    }
  }

  @Test("An unknown encoding is refused with those that are known; a flag without an encoding is INTERNAL")
  func refusals() async throws {
    try await withEchoServer { port in
      let raw = try await RawClient.connect(port: port)
      var unknown = HeaderList.testRequest
      unknown.append("grpc-encoding", "snappy")
      let refused = try await raw.exchange(unknown, body: [0, 0, 0, 0, 0])
      #expect(refused.field("grpc-status") == "\(RPCStatus.Code.unimplemented.rawValue)")
      #expect(refused.field("grpc-accept-encoding") == "identity,gzip,deflate")
      try await raw.close()
      for (encoding, flag) in [("identity", UInt8(1)), ("gzip", 2), ("gzip", 1)] {
        let raw = try await RawClient.connect(port: port)
        var headers = HeaderList.testRequest
        headers.append("grpc-encoding", encoding)
        let events = try await raw.exchange(headers, body: [flag, 0, 0, 0, 1, 9])
        #expect(events.field("grpc-status") == "\(RPCStatus.Code.internalError.rawValue)", "\(encoding) \(flag)")
        try await raw.close()
      }
    }
  }

  @Test("A bomb costs its call and nothing else, each way")
  func bombs() async throws {
    let bomb = Bytes([UInt8](repeating: 0, count: 5 << 20))
    var generous = RPCLimits.standard
    generous.messageBytesMaximum = 8 << 20
    generous.bufferedBytesPerConnectionMaximum = 64 << 20
    try await withEcho(clientLimits: generous) { client, _, _ in
      let options = CallOptions(compression: Self.gzip)
      let sent = await status { _ = try await client.call("Unary", bomb, options: options) }
      #expect(sent?.code == .resourceExhausted)
      let after = try await client.call("Unary", "after")
      #expect(after == "after")
    }
    try await withEchoServer(limits: generous, options: { $0.compression = Self.gzip }) { port in
      let client = makeClient(port: port)
      let received = await status { _ = try await client.call("Large", Bytes("\(5 << 20)")) }
      #expect(received?.code == .resourceExhausted)
      let after = try await client.call("Unary", "after")
      #expect(after == "after")
      await client.close()
    }
  }
}
