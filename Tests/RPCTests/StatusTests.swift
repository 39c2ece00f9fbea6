import RPC
import Testing

@Suite("How calls fail")
struct StatusTests {
  @Test("A status thrown by a handler arrives whole: code, any message, details")
  func handlerStatus() async throws {
    try await withEcho { client, _, _ in
      for message in ["plain", "100% größer\n\t🎺 and \u{0}", String(repeating: "x", count: 2000), ""] {
        let status = await status { _ = try await client.call("Fail", Bytes(message)) }
        #expect(status == RPCStatus(.failedPrecondition, message, details: [0, 1, 2, 255]))
      }
    }
  }

  @Test("An error of another kind becomes INTERNAL and tells the caller nothing")
  func handlerError() async throws {
    try await withEcho { client, _, _ in
      let status = await status { _ = try await client.call("Crash", "") }
      #expect(status == RPCStatus(.internalError, "internal error"))
    }
  }

  @Test("A request that cannot be decoded is an invalid argument")
  func undecodable() async throws {
    try await withEcho { client, _, _ in
      let status = await status { _ = try await client.call("Unary", "undecodable") }
      #expect(status?.code == .invalidArgument)
    }
  }

  @Test("An unknown method is unimplemented and named")
  func unknownMethod() async throws {
    try await withEcho { client, _, _ in
      let status = await status { _ = try await client.call("Nothing", "") }
      #expect(status == RPCStatus(.unimplemented, "unknown method /test.Echo/Nothing"))
    }
  }

  @Test("Messages over the limit are refused on each of the four ways, and the connection lives on")
  func oversized() async throws {
    var small = RPCLimits.standard
    small.messageBytesMaximum = 1000
    let large = Bytes([UInt8](repeating: 1, count: 1001))
    let full = Bytes([UInt8](repeating: 1, count: 1000))
    try await withEcho(limits: small) { client, _, _ in
      let received = await status { _ = try await client.call("Unary", large) }
      #expect(received?.code == .resourceExhausted)
      let sent = await status { _ = try await client.call("Large", "1001") }
      #expect(sent?.code == .resourceExhausted)
      let reply = try await client.call("Unary", full)
      #expect(reply == full)
    }
    try await withEcho(clientLimits: small) { client, _, _ in
      let sent = await status { _ = try await client.call("Unary", large) }
      #expect(sent?.code == .resourceExhausted)
      let received = await status { _ = try await client.call("Large", "1001") }
      #expect(received?.code == .resourceExhausted)
      let reply = try await client.call("Large", "1000")
      #expect(reply.bytes.count == 1000)
    }
  }

  @Test("Metadata goes both ways, text and bytes")
  func metadata() async throws {
    try await withEcho { client, _, _ in
      var metadata = Metadata()
      try metadata.add("x-echo-initial", "hello, world")
      try metadata.add("x-echo-trailing-bin", [0, 255, 128, 1])
      let stream = client.stream("Count", "1", options: CallOptions(metadata: metadata))
      for try await _ in stream {}
      #expect(await stream.trailingMetadata()?.binary("x-echo-trailing-bin") == [0, 255, 128, 1])
      let single = client.stream("Metadata", "", options: CallOptions(metadata: metadata))
      for try await _ in single {}
      #expect(await single.initialMetadata()?.text("x-echo-initial") == "hello, world")
    }
  }

  @Test("A client of a port where nobody listens is told so at once")
  func connectionRefused() async throws {
    let client = makeClient(port: 1)
    let status = await status { _ = try await client.call("Unary", "") }
    #expect(status?.code == .unavailable)
    await client.close()
    let closed = await RPCTests.status { _ = try await client.call("Unary", "") }
    #expect(closed?.code == .cancelled)
  }
}
