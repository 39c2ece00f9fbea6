import Logging
import NIOCore
import NIOEmbedded

@testable import RPC

/// A server's side of one connection without a socket, with a client's bare session at the other end. Time passes when
/// the test says so.
final class VirtualServer {
  let client: HTTP2Session
  let service = EchoService()
  let connection: ServerConnection
  private let channel = EmbeddedChannel()
  /// What the client has seen.
  private(set) var seen: [HTTP2Event] = []

  /// - Parameter isGreeted: Whether the client begins as it should; otherwise all is left to the test.
  init(isGreeted: Bool = true, _ change: (inout RPCServerOptions) -> Void = { _ in }) throws {
    var options = RPCServerOptions()
    options.keepalive.interval = nil
    change(&options)
    options.check()
    let router = service.router()
    let http2 = try HTTP2Connection(.server, limits: options.limits, loop: channel.eventLoop)
    connection = ServerConnection(
      http2: http2, router: router, options: options,
      shared: ServerLoop(
        channel.eventLoop, options.instruments.server(methods: router.pathsByIndex, on: channel.eventLoop)),
      peer: Peer(address: "test"), logger: .silent, onClose: {})
    client = try HTTP2Session(.client, limits: options.limits)
    http2.delegate = connection
    try channel.pipeline.syncOperations.addHandler(http2)
    channel.connect(to: try SocketAddress(ipAddress: "127.0.0.1", port: 1), promise: nil)
    if isGreeted { try settle() }
  }

  /// Whether the connection is there and has not been told to end.
  var isOpen: Bool { channel.isActive }

  /// Carries bytes both ways until both are silent.
  func settle() throws {
    var isBusy = true
    while isBusy {
      let toServer = try client.drain()
      if !toServer.isEmpty, channel.isActive { try send(toServer) }
      isBusy = try receive() || !toServer.isEmpty
    }
  }

  /// Sends bytes to the server as they are.
  func send(_ bytes: [UInt8]) throws {
    try channel.writeInbound(ByteBuffer(bytes: bytes))
    channel.embeddedEventLoop.run()
  }

  /// Lets time pass; a client that does not answer takes what is sent and says nothing.
  func pass(_ time: Duration, answering: Bool = true) throws {
    channel.embeddedEventLoop.advanceTime(by: TimeAmount(clamping: time))
    if answering { try settle() } else { _ = try receive() }
  }

  /// Begins a call; with `frame` and the end of the request if there is one.
  func call(_ method: String, _ frame: [UInt8]? = [0, 0, 0, 0, 0], ends: Bool = true, encoding: String = "identity")
    throws
    -> Int32
  {
    let stream = try client.request(
      [
        ":method": "POST", ":scheme": "http", ":path": "/test.Echo/\(method)", ":authority": "test", "te": "trailers",
        "content-type": "application/grpc", "grpc-encoding": encoding,
      ])
    if let frame { client.write(frame, to: stream) }
    if ends { client.finish(stream, .endOfStream) }
    try settle()
    return stream
  }

  /// The status that a call has got; nil before that.
  func status(of stream: Int32) -> RPCStatus? {
    for case .headers(stream, let headers, true, _) in seen { return RPCStatus(trailers: headers) }
    return nil
  }

  /// Whether the server has said that the connection ends, and with which code.
  var goodbye: HTTP2ErrorCode? {
    for case .goAway(_, let code) in seen.reversed() { return code }
    return nil
  }

  private func receive() throws -> Bool {
    channel.embeddedEventLoop.run()
    var hasReceived = false
    while let buffer = try channel.readOutbound(as: ByteBuffer.self) {
      hasReceived = hasReceived || buffer.readableBytes > 0
      try client.feed(Array(buffer.readableBytesView))
    }
    seen += client.takeEvents()
    return hasReceived
  }
}
