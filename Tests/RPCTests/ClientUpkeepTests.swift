import Testing

@testable import RPC

@Suite("What a client does for a connection as time passes")
struct ClientUpkeepTests {
  @Test("A server that falls silent fails its calls with UNAVAILABLE, which says why")
  func keepalive() async throws {
    let server = try await MuteServer()
    let client = makeClient(port: server.port) { options in
      options.keepalive.interval = .milliseconds(20)
      options.keepalive.timeout = .milliseconds(20)
    }
    let status = await status { _ = try await client.call("Unary", "", options: CallOptions(timeout: .seconds(60))) }
    #expect(status?.code == .unavailable)
    #expect(status?.message.contains("did not answer a ping") == true, "\(String(describing: status))")
    await client.close()
    try await server.close()
  }

  @Test("A connection without calls is closed after its time, and the next call makes a new one")
  func idle() async throws {
    let server = try await MuteServer()
    let client = makeClient(port: server.port) { $0.lifetime.idleMaximum = .milliseconds(20) }
    for count in 1...2 {
      // On a busy machine the deadline may pass before the client begins to connect; that is not what is tested here.
      repeat {
        let status = await status {
          _ = try await client.call("Unary", "", options: CallOptions(timeout: .milliseconds(20)))
        }
        #expect(status?.code == .deadlineExceeded)
      } while server.opened.count < count
      await server.closed.wait(count)
    }
    await client.close()
    try await server.close()
  }

  @Test("Pings become half as frequent when the server finds them too many")
  func pace() {
    var options = ClientKeepalive()
    #expect(KeepalivePace(options).interval == nil)
    options.interval = .seconds(10)
    let pace = KeepalivePace(options)
    pace.slowDown()
    #expect(pace.interval == .seconds(20))
    for _ in 0..<100 { pace.slowDown() }
    #expect(pace.interval == .seconds(24 * 3600))
  }

  @Test("What comes with a reply is there for those who ask, with a failure too")
  func record() async throws {
    try await withEcho { client, _, _ in
      var metadata = Metadata()
      try metadata.add("x-echo-initial", "hello")
      try metadata.add("x-echo-trailing-bin", [0, 255])
      let record = ReplyRecord()
      _ = try await client.call("Metadata", "", options: CallOptions(metadata: metadata, record: record))
      #expect(record.initialMetadata?.text("x-echo-initial") == "hello")
      #expect(record.trailingMetadata?.binary("x-echo-trailing-bin") == [0, 255])
      let failed = ReplyRecord()
      _ = await status { _ = try await client.call("Nothing", "", options: CallOptions(record: failed)) }
      #expect(failed.trailingMetadata != nil && !failed.replyWasCompressed)
    }
  }
}
