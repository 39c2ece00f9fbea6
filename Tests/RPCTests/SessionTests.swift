import Policies
import Support
import Testing

@testable import RPC

@Suite("The HTTP/2 session without sockets")
struct SessionTests {
  /// A whole call between two sessions whose bytes are cut into pieces of `chunk`; returns what each side saw.
  private func exchange(chunk: Int) throws -> (client: [HTTP2Event], server: [HTTP2Event]) {
    let pair = try SessionPair()
    let stream = try pair.client.request(.testRequest)
    pair.client.write([1, 2, 3], to: stream)
    pair.client.finish(stream, .endOfStream)
    var seen = try pair.settle(chunk: chunk)
    pair.server.consume(3, of: stream)
    try pair.server.respond(to: stream, [":status": "200"], endsStream: false)
    pair.server.write([4, 5], to: stream)
    pair.server.write([6], to: stream)
    pair.server.finish(stream, .trailers(["grpc-status": "0"]))
    let after = try pair.settle(chunk: chunk)
    seen.client += after.client
    seen.server += after.server
    return seen
  }

  @Test("A call is the same however its bytes are cut")
  func chunks() throws {
    let whole = try exchange(chunk: .max)
    #expect(
      whole.server.withoutBodies == [
        .settings, .headers(stream: 1, .testRequest, endsStream: false, truncated: false), .ended(stream: 1),
        .closed(stream: 1, .noError),
      ])
    #expect(
      whole.client.withoutBodies == [
        .settings, .headers(stream: 1, [":status": "200"], endsStream: false, truncated: false),
        .headers(stream: 1, ["grpc-status": "0"], endsStream: true, truncated: false), .closed(stream: 1, .noError),
      ])
    for chunk in 1...64 {
      let cut = try exchange(chunk: chunk)
      #expect(cut.server.withoutBodies == whole.server.withoutBodies)
      #expect(cut.client.withoutBodies == whole.client.withoutBodies)
      #expect(cut.server.body(of: 1) == [1, 2, 3])
      #expect(cut.client.body(of: 1) == [4, 5, 6])
    }
  }

  @Test("A sender stops at the window until the receiver has consumed, and says when it has drained")
  func flowControl() throws {
    var limits = RPCLimits.standard
    limits.streamWindowBytes = 70_000
    limits.connectionWindowBytes = 70_000
    let pair = try SessionPair(limits: limits)
    _ = try pair.settle()
    let stream = try pair.client.request(.testRequest)
    pair.client.write([UInt8](repeating: 1, count: 100_000), to: stream)
    pair.client.awaitDrain(of: stream)
    let first = try pair.settle()
    #expect(first.server.body(of: stream).count == 70_000)
    let waiting = pair.client.outboundBytes(of: stream)
    #expect(waiting == 30_000)
    #expect(!first.client.contains(.drained(stream: stream)))
    pair.server.consume(70_000, of: stream)
    let second = try pair.settle()
    #expect(second.server.body(of: stream).count == 30_000)
    #expect(second.client.contains(.drained(stream: stream)))
  }

  @Test("A reply before the request's end tells the client to stop")
  func earlyReply() throws {
    let pair = try SessionPair()
    let stream = try pair.client.request(.testRequest)
    _ = try pair.settle()
    try pair.server.respond(to: stream, [":status": "200", "grpc-status": "5"], endsStream: true)
    let seen = try pair.settle()
    #expect(seen.client.last == .closed(stream: stream, .noError))
    #expect(seen.server.last == .closed(stream: stream, .noError))
  }

  @Test("Header lists over the limit arrive cut and marked")
  func headerBomb() throws {
    var limits = RPCLimits.standard
    limits.headerListBytesMaximum = 1000
    let pair = try SessionPair()
    let small = try HTTP2Session(.server, limits: limits)
    var headers = HeaderList.testRequest
    for number in 0..<100 { headers.append("x-\(number)", String(repeating: "v", count: 50)) }
    _ = try pair.client.request(headers)
    try small.feed(try pair.client.drain())
    guard case .headers(_, let list, _, let isTruncated) = small.takeEvents().last else {
      Issue.record("no headers arrived")
      return
    }
    #expect(isTruncated && list.sizeBytes <= 1000)
  }

  @Test("A flood of resets ends the connection")
  func rapidReset() throws {
    var limits = RPCLimits.standard
    limits.streamResetsBurst = 50
    limits.streamResetsPerSecond = 1
    let pair = try SessionPair(limits: limits)
    _ = try pair.settle()
    for _ in 0..<200 where !pair.server.isOver {
      let stream = try pair.client.request(.testRequest)
      try pair.server.feed(try pair.client.drain())
      pair.client.reset(stream, .cancel)
      try pair.server.feed(try pair.client.drain())
    }
    let seen = try pair.settle()
    #expect(
      seen.client.contains { event in
        if case .goAway(_, let code) = event { return code != .noError }
        return false
      })
  }

  @Test("Draining takes requests on their way, then refuses, then is over")
  func drain() throws {
    let pair = try SessionPair()
    _ = try pair.settle()
    pair.server.announceShutdown()
    let onItsWay = try pair.client.request(.testRequest)
    pair.client.finish(onItsWay, .endOfStream)
    let seen = try pair.settle()
    #expect(seen.server.contains(.pong(.drain)))
    #expect(seen.server.contains(.ended(stream: onItsWay)))
    pair.server.refuseNewStreams()
    try pair.server.respond(to: onItsWay, [":status": "200"], endsStream: true)
    let after = try pair.settle()
    #expect(after.client.contains(.closed(stream: onItsWay, .noError)))
    let isOver = pair.server.isOver
    #expect(isOver)
  }

  @Test(
    "What does not begin like HTTP/2 is refused by name", arguments: ["GET / HTTP/1.1\r\n\r\n", "\u{16}\u{3}\u{1}"])
  func notHTTP2(text: String) throws {
    let server = try HTTP2Session(.server, limits: .standard)
    #expect(throws: HTTP2Error.notHTTP2) { try server.feed(Array(text.utf8)) }
  }

  @Test("Random bytes, bare or in a session that has begun, never crash it")
  func hostileBytes() throws {
    var random = SeededGenerator.printed()
    let client = try HTTP2Session(.client, limits: .standard)
    _ = try client.request(.testRequest)
    let beginning = try client.drain()
    for round in 0..<400 {
      let server = try HTTP2Session(.server, limits: .standard)
      var bytes = round % 4 == 0 ? [] : Array(beginning.prefix(Int.random(in: 24...beginning.count, using: &random)))
      for _ in 0..<Int.random(in: 0...300, using: &random) { bytes.append(UInt8.random(in: 0...255, using: &random)) }
      if round % 4 == 3, bytes.count > 24 { bytes[Int.random(in: 24..<bytes.count, using: &random)] ^= 255 }
      try? server.feed(bytes, chunk: Int.random(in: 1...50, using: &random))
      _ = try? server.drain()
      _ = server.takeEvents()
    }
  }
}
