import RPC
import Support
import Testing

@Suite("Streams of large messages over TLS")
struct LargeStreamTests {
  private static let message = Bytes((0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31) })

  private func withClient(_ service: EchoService = EchoService(), _ body: (RPCClient) async throws -> Void) async throws
  {
    let harness = try await SecureHarness()
    try await withSecureServer(.tls(harness.serverTLS()), service: service) { port in
      try await withSecureClient(.tls(harness.clientTLS()), port: port, body)
    }
  }

  @Test("Messages of 1 MiB go both ways, whole and in order, through windows of a quarter of that")
  func bothWays() async throws {
    try await withClient { client in
      let replies: ResponseStream<Bytes> = client.bidirectional("/test.Echo/Chat") { writer in
        for number in 0..<16 { try await writer.write(Bytes([UInt8(number)] + Self.message.bytes.dropFirst())) }
      }
      var count = 0
      for try await reply in replies {
        #expect(reply.bytes.first == UInt8(count))
        #expect(reply.bytes.dropFirst().elementsEqual(Self.message.bytes.dropFirst()))
        count += 1
      }
      #expect(count == 16)
    }
  }

  @Test("A reader that takes a message now and then holds its server back, and gets all that it asks for")
  func slowReader() async throws {
    let service = EchoService()
    try await withClient(service) { client in
      var iterator = client.stream("Flood", "").makeAsyncIterator()
      _ = try await iterator.next()
      // The server writes until nobody takes more, and then no more: windows, queues and sockets are full.
      var written = -1
      try await eventually("the server is held back") {
        defer { written = service.begun.count }
        return service.begun.count == written
      }
      for _ in 0..<3 * written { #expect(try await iterator.next()?.bytes.count == 10_000) }
      #expect(service.begun.count > written)
      // Others are served over the same connection meanwhile.
      let reply = try await client.call("Unary", Self.message)
      #expect(reply == Self.message)
    }
    await service.cancelled.wait()
  }
}
