import Testing

@testable import RPC

@Suite("Peers that begin and do not end")
struct SlowPeerTests {
  @Test("A peer that does not begin to speak HTTP/2 is cut off at the handshake's limit, however often a byte comes")
  func greetingWithoutEnd() throws {
    for isTrickled in [false, true] {
      let server = try VirtualServer(isGreeted: false)
      let ended = server.connection.instruments.transport.connectionsEnded(.handshake)
      for second in 0..<9 {
        try server.pass(.seconds(1), answering: false)
        if isTrickled { try server.send([RawPeer.greeting[second]]) }
        #expect(server.isOpen)
      }
      try server.pass(.seconds(1), answering: false)
      #expect(!server.isOpen)
      #expect(server.connection.instruments.transport.connectionsEnded(.handshake) == ended + 1)
    }
  }

  @Test("A header list that comes in frame after frame, each in time, costs its connection at the limit of frames")
  func headersInManyFrames() throws {
    let server = try VirtualServer()
    try server.send([0, 0, 1, 1, 0, 0, 0, 0, 1, 0x83])
    for _ in 0...RPCLimits.standard.continuationsMaximum where server.isOpen {
      try server.pass(.seconds(59))
      try server.send([0, 0, 1, 9, 0, 0, 0, 0, 1, 0x86])
    }
    try server.pass(.seconds(2))
    #expect(!server.isOpen)
  }

  @Test("A reader that takes nothing and answers no ping is cut off, and its handler cancelled")
  func readerOfNothing() throws {
    let server = try VirtualServer { $0.keepalive.interval = .seconds(60) }
    let stream = try server.call("Flood")
    #expect(server.connection.http2.session.outboundBytes(of: stream) > 0)
    try server.pass(.seconds(60), answering: false)
    try server.pass(.seconds(60), answering: false)
    try server.pass(.seconds(20), answering: false)
    #expect(!server.isOpen)
    #expect(server.service.cancelled.hasFired)
  }

  @Test("A header block that never ends costs its connection")
  func headersWithoutEnd() throws {
    let server = try VirtualServer()
    // HEADERS of stream 1, without END_HEADERS: nothing but its CONTINUATION may follow.
    try server.send([0, 0, 1, 1, 0, 0, 0, 0, 1, 0x83])
    try server.pass(.seconds(60))
    #expect(server.isOpen)
    try server.pass(.seconds(60))
    #expect(!server.isOpen)
  }

  @Test("A call whose request does not come ends, without a deadline too; so does one whose request does not end")
  func requestsWithoutEnd() throws {
    let server = try VirtualServer()
    let silent = try server.call("Unary", nil, ends: false)
    let half = try server.call("Unary", [0, 0, 0, 0, 9, 1], ends: false)
    let unended = try server.call("Unary", [0, 0, 0, 0, 0], ends: false)
    let streamed = try server.call("Chat", [0, 0, 0, 0, 9, 1], ends: false)
    try server.pass(.seconds(60))
    for stream in [silent, half, unended, streamed] { #expect(server.status(of: stream) == nil) }
    try server.pass(.seconds(60))
    for stream in [silent, half, unended, streamed] {
      #expect(server.status(of: stream)?.code == .deadlineExceeded, "\(stream)")
    }
    #expect(server.isOpen)
  }

  @Test("A message that is trickled is given up however often a byte comes")
  func trickledMessage() throws {
    let server = try VirtualServer()
    let stream = try server.call("Chat", [0, 0, 0, 0, 200], ends: false)
    for _ in 0..<13 where server.status(of: stream) == nil {
      try server.pass(.seconds(10))
      server.client.write([1], to: stream)
      try server.settle()
    }
    #expect(server.status(of: stream)?.code == .deadlineExceeded)
  }

  @Test("A stream may be silent between two messages, and its handler slow, for as long as they like")
  func honestSilence() throws {
    let server = try VirtualServer()
    let stream = try server.call("Chat", [0, 0, 0, 0, 0], ends: false)
    let slow = try server.call("WaitForRelease")
    for _ in 0..<10 {
      try server.pass(.seconds(60))
      server.client.write([0, 0, 0, 0, 1, 7], to: stream)
      try server.settle()
    }
    #expect(server.status(of: stream) == nil && server.status(of: slow) == nil)
    server.client.finish(stream, .endOfStream)
    server.service.release.fire()
    try server.settle()
    #expect(server.status(of: stream) == .ok && server.status(of: slow) == .ok)
  }

  @Test("A client that we ourselves hold back is not called slow")
  func heldBack() throws {
    let server = try VirtualServer {
      $0.limits.connectionWindowBytes = 1 << 17
      $0.limits.streamWindowBytes = 1 << 17
    }
    let message: [UInt8] = [0, 0, 2, 0, 0] + [UInt8](repeating: 1, count: 1 << 17)
    _ = try server.call("NeverRead", message + message, ends: false)
    let held = try server.call("Unary", [0, 0, 0, 0, 5, 1, 2, 3, 4, 5], ends: true)
    for _ in 0..<4 { try server.pass(.seconds(60)) }
    #expect(server.status(of: held) == nil)
  }
}
