import Testing

@testable import RPC

@Suite("Frames that no honest peer sends")
struct OddFrameTests {
  private static let broken: [(String, RawFrame)] = [
    ("DATA on a stream that was never begun", RawFrame.data([1], stream: 5)),
    ("RST_STREAM on a stream that was never begun", RawFrame.reset(stream: 5)),
    ("a request on a stream that only servers begin", RawFrame.headers(RawHeaders.request(), stream: 2)),
    ("DATA on stream zero", RawFrame.data([1], stream: 0)),
    ("SETTINGS of half an entry", RawFrame(type: 4, payload: [0, 4, 0])),
    ("SETTINGS on a stream", RawFrame(type: 4, stream: 1)),
    ("an initial window beyond 2^31 - 1", RawFrame.settings([(identifier: 4, value: 1 << 31)])),
    ("a frame size below the least", RawFrame.settings([(identifier: 5, value: 1)])),
    ("PING of seven bytes", RawFrame(type: 6, payload: [UInt8](repeating: 0, count: 7))),
    ("a zero-length WINDOW_UPDATE", RawFrame(type: 8)),
    ("WINDOW_UPDATE of zero for the connection", RawFrame.windowUpdate(0)),
    ("WINDOW_UPDATE beyond 2^31 - 1", RawFrame.windowUpdate(0x7fff_ffff)),
    ("a push from a client", RawFrame(type: 5, flags: 4, stream: 1, payload: [0, 0, 0, 2])),
    ("CONTINUATION of nothing", RawFrame(type: 9, flags: 4, stream: 1)),
    ("a header block that is no HPACK", RawFrame.headers([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], stream: 1)),
    ("an index into an empty table", RawFrame.headers([0xFE], stream: 1)),
    ("padding longer than the frame", RawFrame(type: 1, flags: 12, stream: 1, payload: [200, 0x82])),
    ("a frame of 16 MiB", RawFrame(type: 0, stream: 1, statedLength: 0xff_ffff)),
    ("GOAWAY of three bytes", RawFrame(type: 7, payload: [0, 0, 0])),
  ]

  @Test("A frame that breaks the connection's rules ends it", arguments: broken)
  func connectionErrors(name: String, frame: RawFrame) throws {
    let attack = try Attack()
    attack.send(frame)
    let (isCut, begun) = (attack.isCut, attack.begun)
    #expect(isCut && begun.isEmpty, "\(name)")
  }

  @Test("Frames of a stream that has ended are passed over or end the connection, and never begin it again")
  func afterTheEnd() throws {
    let attack = try Attack()
    attack.send(.headers(RawHeaders.request(), stream: 1), .reset(stream: 1))
    attack.send(.reset(stream: 1), .windowUpdate(9, stream: 1), .data([1], stream: 1))
    attack.send(.headers(RawHeaders.request(), stream: 1))
    #expect(attack.begun == [1])
  }

  @Test("A client that says goodbye still has its calls answered")
  func goAway() throws {
    let attack = try Attack()
    attack.send(.headers(RawHeaders.request(), stream: 1))
    attack.send(RawFrame(type: 7, payload: [UInt8](repeating: 0, count: 8)), .data([1], stream: 1, ends: true))
    #expect(attack.events.contains(.ended(stream: 1)))
    let isCut = attack.isCut
    #expect(!isCut)
    try attack.server.respond(to: 1, [":status": "200"], endsStream: true)
    attack.send([])
    #expect(attack.closing(of: 1) == .noError)
  }

  @Test("A message of a byte a frame is the message")
  func crumbs() throws {
    let attack = try Attack()
    attack.send(.headers(RawHeaders.request(), stream: 1))
    let message: [UInt8] = [0, 0, 0, 0, 4, 1, 2, 3, 4]
    for byte in message { attack.send(.data([], stream: 1), .data([byte], stream: 1)) }
    attack.send(.data([], stream: 1, ends: true))
    #expect(attack.events.body(of: 1) == message)
    #expect(attack.events.last == .ended(stream: 1))
  }
}
