import Testing

@testable import RPC

@Suite("What slow peers and slow handlers can make us hold")
struct BackPressureTests {
  @Test("A hundred readers that do not read hold a hundred high-water marks and no more")
  func slowReaders() throws {
    let server = try VirtualServer()
    let streams = try (0..<100).map { _ in try server.call("Flood") }
    let limits = RPCLimits.standard
    let message = 10_005
    for stream in streams {
      #expect(server.connection.http2.session.outboundBytes(of: stream) <= limits.outboundBytesHighWater + message)
    }
    // Each has been given what its window allows, or all together what the connection's does.
    #expect(server.seen.bodyBytes <= limits.connectionWindowBytes)
    let written = server.service.begun.count
    for _ in 0..<10 { try server.settle() }
    #expect(server.service.begun.count == written)
    for stream in streams { server.client.reset(stream, .cancel) }
    try server.settle()
    #expect(server.service.cancelled.count == 100)
    for stream in streams { #expect(server.connection.http2.session.outboundBytes(of: stream) == 0) }
  }

  @Test("Compressed requests count as what they have become until their handlers return, cancelled ones too")
  func inflatedRequests() throws {
    let server = try VirtualServer {
      $0.limits.messageBytesMaximum = 1 << 20
      $0.limits.bufferedBytesPerConnectionMaximum = 5 << 20
    }
    let frame = try MessageFrame.encode(Bytes([UInt8](repeating: 0, count: 1 << 20)), messageBytesMaximum: 1 << 20)
    let small = try #require(MessageEncoding.gzip.compress(frame: frame))
    var held: [Int32] = []
    for _ in 0..<5 { held.append(try server.call("WaitForRelease", small, encoding: "gzip")) }
    let refused = try server.call("WaitForRelease", small, encoding: "gzip")
    #expect(server.status(of: refused)?.code == .resourceExhausted)
    for stream in held { server.client.reset(stream, .cancel) }
    try server.settle()
    let stillRefused = try server.call("WaitForRelease", small, encoding: "gzip")
    #expect(server.status(of: stillRefused)?.code == .resourceExhausted)
    #expect(server.service.begun.count == 5)
    server.service.release.fire()
    try server.settle()
    let served = try server.call("UnaryWasCompressed", small, encoding: "gzip")
    #expect(server.status(of: served) == .ok)
  }

  @Test("A handler that does not read holds one message and one window, whatever the client has to send")
  func slowHandler() throws {
    let server = try VirtualServer()
    let limits = RPCLimits.standard
    let message: [UInt8] = [0, 0, 0, 39, 16] + [UInt8](repeating: 1, count: 10_000)
    let stream = try server.call("NeverRead", nil, ends: false)
    for _ in 0..<1000 { server.client.write(message, to: stream) }
    try server.settle()
    let sent = 1000 * message.count - server.client.outboundBytes(of: stream)
    #expect(sent <= limits.streamWindowBytes + message.count)
    // Others are served meanwhile.
    let other = try server.call("Unary")
    #expect(server.status(of: other) == .ok)
    server.service.release.fire()
    try server.settle()
    #expect(server.status(of: stream) == .ok)
  }
}

extension [HTTP2Event] {
  /// The bytes of all bodies.
  var bodyBytes: Int {
    reduce(0) { sum, event in
      if case .data(_, let bytes) = event { return sum + bytes.count }
      return sum
    }
  }
}
