import Testing

@testable import RPC

@Suite("Peers that begin and do not end")
struct SlowPeerTests {
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
