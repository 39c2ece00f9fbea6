import Testing

@testable import RPC

/// Header lists that RFC 9113, section 8, forbids.
@Suite("Malformed requests") struct MalformedRequestTests {
  private static let forbidden: [(String, [UInt8], HeaderFault)] = [
    ("an upper-case name", RawHeaders.request(adding: [("X-Upper", "v")]), .name),
    ("a name with a space", RawHeaders.request(adding: [("x y", "v")]), .name),
    ("an empty name", RawHeaders.request(adding: [("", "v")]), .name),
    ("a value with a line break", RawHeaders.request(adding: [("x", "a\r\nb")]), .value),
    ("a value with a NUL", RawHeaders.request(adding: [("x", "a\0b")]), .value),
    ("a value that begins with a space", RawHeaders.request(adding: [("x", " a")]), .value),
    ("two paths", RawHeaders.literal(":path", "/other") + RawHeaders.request(), .pseudoTwice),
    ("two methods", RawHeaders.literal(":method", "POST") + RawHeaders.request(), .pseudoTwice),
    ("a pseudo-header that does not exist", RawHeaders.literal(":what", "v") + RawHeaders.request(), .pseudoUnknown),
    ("a pseudo-header without a name", RawHeaders.literal(":", "v") + RawHeaders.request(), .pseudoUnknown),
    ("a protocol nobody asked for", RawHeaders.literal(":protocol", "x") + RawHeaders.request(), .pseudoUnknown),
    ("a response's pseudo-header", RawHeaders.literal(":status", "200") + RawHeaders.request(), .pseudoUnknown),
    ("a pseudo-header behind the others", RawHeaders.request(adding: [(":scheme", "http")]), .pseudoBehindOthers),
    ("no path", RawHeaders.literal(":method", "POST") + RawHeaders.literal(":scheme", "http"), .pseudoMissing),
    ("no field at all", [], .pseudoMissing),
    ("nothing but fields", RawHeaders.literal("te", "trailers"), .pseudoMissing),
    ("an empty path", RawHeaders.request([(":path", "")]), .pseudoValue),
    ("a path without a slash", RawHeaders.request([(":path", "test.Echo/Unary")]), .pseudoValue),
    ("a path with a space", RawHeaders.request([(":path", "/test Echo")]), .pseudoValue),
    ("a path of an asterisk", RawHeaders.request([(":path", "*")]), .asteriskPath),
    ("a method with a space", RawHeaders.request([(":method", "PO ST")]), .pseudoValue),
    ("an empty method", RawHeaders.request([(":method", "")]), .pseudoValue),
    ("a scheme that begins with a digit", RawHeaders.request([(":scheme", "1http")]), .pseudoValue),
    ("an empty authority", RawHeaders.request([(":authority", "")]), .pseudoValue),
    ("an authority with a space", RawHeaders.request([(":authority", "a b")]), .pseudoValue),
    (
      "neither an authority nor a host",
      [(":method", "POST"), (":scheme", "http"), (":path", "/a.B/C")].flatMap { RawHeaders.literal($0, $1) },
      .noAuthority
    ),
    ("CONNECT with a path", RawHeaders.request([(":method", "CONNECT")]), .connectWithPath),
    ("a connection field", RawHeaders.request(adding: [("connection", "close")]), .connectionField),
    ("keep-alive", RawHeaders.request(adding: [("keep-alive", "1")]), .connectionField),
    ("upgrade", RawHeaders.request(adding: [("upgrade", "h2c")]), .connectionField),
    ("transfer-encoding", RawHeaders.request(adding: [("transfer-encoding", "chunked")]), .connectionField),
    ("proxy-connection", RawHeaders.request(adding: [("proxy-connection", "x")]), .connectionField),
    ("te of something else", RawHeaders.request([("te", "gzip")]), .te),
    ("two hosts", RawHeaders.request(adding: [("host", "a"), ("host", "a")]), .host),
    ("an empty host", RawHeaders.request(adding: [("host", "")]), .host),
    ("a host with a space", RawHeaders.request(adding: [("host", "a b")]), .host),
    ("two lengths", RawHeaders.request(adding: [("content-length", "1"), ("content-length", "1")]), .contentLength),
    ("a length that is no number", RawHeaders.request(adding: [("content-length", "x")]), .contentLength),
    ("an empty length", RawHeaders.request(adding: [("content-length", "")]), .contentLength),
    (
      "a length beyond all numbers",
      RawHeaders.request(adding: [("content-length", String(repeating: "9", count: 30))]), .contentLength
    ),
  ]

  @Test(
    "Such a request is reset and told to no handler, each time it comes, and the next one is served",
    arguments: forbidden)
  func requests(name: String, block: [UInt8], fault: HeaderFault) throws {
    let attack = try Attack()
    attack.send(.headers(RawHeaders.request(), stream: 1, ends: true))
    for stream in [3, 5] as [UInt32] {
      attack.send(.headers(block, stream: stream), .data([1], stream: stream))
      #expect(attack.events.contains(.malformed(stream: Int32(stream), fault)), "\(name)")
      #expect(attack.closing(of: Int32(stream)) == .protocolError, "\(name)")
    }
    attack.send(.headers(RawHeaders.request(), stream: 7, ends: true))
    let isCut = attack.isCut
    #expect(!isCut && attack.begun == [1, 7], "\(name)")
  }

  @Test(
    "What is odd and allowed is not refused",
    arguments: [
      RawHeaders.request(adding: [("host", "test"), ("content-length", "0")]),
      RawHeaders.request([(":scheme", "x+y-z.1")], adding: [("x-empty", "")]),
      RawHeaders.request([(":method", "OPTIONS"), (":path", "*")]),
      RawHeaders.literal(":method", "CONNECT") + RawHeaders.literal(":authority", "a:1"),
    ])
  func allowed(block: [UInt8]) throws {
    let attack = try Attack()
    attack.send(.headers(block, stream: 1, ends: true))
    #expect(attack.begun == [1])
  }

  @Test("Header lists behind the request are trailers that end it, or the stream is reset")
  func trailers() throws {
    let attack = try Attack()
    attack.send(.headers(RawHeaders.request(), stream: 1), .data([0, 0, 0, 0, 0], stream: 1))
    attack.send(.headers(RawHeaders.literal("x-trailer", "v"), stream: 1, ends: true))
    #expect(attack.closing(of: 1) == nil && attack.events.last == .ended(stream: 1))
    let wrong: [(block: [UInt8], ends: Bool, fault: HeaderFault)] = [
      (RawHeaders.literal("x-middle", "v"), false, .trailersInTheMiddle),
      (RawHeaders.literal(":path", "/again"), true, .pseudoBehindOthers),
      (RawHeaders.request(), true, .pseudoBehindOthers), (RawHeaders.literal("te", "gzip"), true, .te),
    ]
    for (index, trailers) in wrong.enumerated() {
      let stream = Int32(3 + 2 * index)
      attack.send(.headers(RawHeaders.request(), stream: UInt32(stream)), .data([1], stream: UInt32(stream)))
      attack.send(.headers(trailers.block, stream: UInt32(stream), ends: trailers.ends))
      #expect(attack.events.contains(.malformed(stream: stream, trailers.fault)))
      #expect(attack.closing(of: stream) == .protocolError)
      #expect(!attack.events.contains(.ended(stream: stream)))
    }
  }

  @Test("An empty list behind a long one that is not remembered is not taken for it")
  func empty() throws {
    let attack = try Attack()
    let many = (0..<60).map { ("x-\($0)", "v") }
    attack.send(.headers(RawHeaders.request(adding: many), stream: 1, ends: true))
    attack.send(.headers([], stream: 3, ends: true))
    #expect(attack.begun == [1] && attack.closing(of: 3) == .protocolError)
  }

  @Test(
    "A request that is not as long as its content-length says is reset, and one that is is answered",
    arguments: [(length: 5, isRight: true), (4, false), (6, false), (0, false)], [true, false])
  func lengths(_ content: (length: Int, isRight: Bool), inPieces: Bool) throws {
    let server = try VirtualServer()
    var request = HeaderList.testRequest
    request.append("content-length", "\(content.length)")
    let stream = try server.client.request(request)
    let body: [UInt8] = [0, 0, 0, 0, 0]
    if inPieces {
      for byte in body {
        server.client.write([byte], to: stream)
        try server.settle()
      }
    } else {
      server.client.write(body, to: stream)
    }
    server.client.finish(stream, .endOfStream)
    try server.settle()
    if content.isRight {
      #expect(server.status(of: stream)?.code == .ok)
    } else {
      #expect(server.seen.contains(.closed(stream: stream, .protocolError)))
      #expect(server.status(of: stream) == nil)
    }
    let next = try server.call("Unary")
    #expect(server.status(of: next)?.code == .ok)
  }
}
