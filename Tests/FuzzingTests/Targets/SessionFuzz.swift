@testable import RPC

/// A hostile peer's bytes at an HTTP/2 session: as a server that answers what it can, and as a client with calls open.
package enum SessionFuzz {
  /// The first byte says which side is attacked and whether the bytes begin the connection or follow its beginning, the
  /// second how they are cut.
  package static func run(_ input: [UInt8]) {
    var input = FuzzInput(input)
    let choice = input.byte()
    let step = Int(input.byte()) + 1
    var limits = RPCLimits.standard
    limits.messageBytesMaximum = 4096
    limits.concurrentStreamsMaximum = 20
    limits.headerListBytesMaximum = 16_384
    limits.pendingAcknowledgementsMaximum = 50
    guard let peer = FuzzPeer(choice & 1 == 0 ? .server : .client, limits: limits) else { return }
    if choice & 2 == 0 { peer.begin() }
    while !input.isEmpty, peer.receive(input.bytes(step)) {}
    peer.end(draining: choice & 4 != 0)
  }
}

/// One end of a connection without its transport, which answers all that it can and holds what it may.
final class FuzzPeer {
  private let role: HTTP2Session.Role
  private let limits: RPCLimits
  private let session: HTTP2Session
  private var inboxes: [Int32: MessageInbox] = [:]
  private var held = 0

  init?(_ role: HTTP2Session.Role, limits: RPCLimits) {
    guard let session = try? HTTP2Session(role, limits: limits) else { return nil }
    self.role = role
    self.limits = limits
    self.session = session
    if role == .client { call() }
  }

  /// Makes calls that the other side may answer as it likes.
  private func call() {
    for _ in 0..<3 {
      guard let stream = try? session.request(Self.request) else { return }
      session.write([0, 0, 0, 0, 1, 7], to: stream)
    }
  }

  private static let request: HeaderList = [
    ":method": "POST", ":scheme": "http", ":path": "/a.B/C", ":authority": "a", "te": "trailers",
    "content-type": "application/grpc",
  ]

  /// Takes an honest beginning of the other side.
  func begin() {
    let settings: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 0, 0]
    let magic = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8)
    _ = receive(role == .server ? magic + settings : settings)
  }

  /// Takes bytes and answers. Returns whether the connection goes on.
  func receive(_ bytes: [UInt8]) -> Bool {
    do {
      try session.receive(bytes.span)
      handle(session.takeEvents())
      try send()
      handle(session.takeEvents())
    } catch {
      precondition(!"\(error)".isEmpty, "a connection ends for a reason")
      return false
    }
    precondition(inboxes.count <= limits.concurrentStreamsMaximum, "no more calls than allowed: \(inboxes.count)")
    precondition(
      held <= limits.connectionWindowBytes + inboxes.count * limits.messageBytesMaximum, "\(held) bytes held")
    return !session.isOver
  }

  /// Ends the connection, slowly or at once.
  func end(draining: Bool) {
    if draining {
      session.announceShutdown()
      session.refuseNewStreams()
    } else {
      session.terminate(.noError)
    }
    try? send()
    _ = session.takeEvents()
    for inbox in inboxes.values { inbox.fail(RPCStatus(.cancelled)) }
    precondition(held == 0, "what was held is let go: \(held)")
  }

  private func send() throws(HTTP2Error) {
    while try session.sendNext({ frame in precondition(frame.count <= 16_384 + 9, "a frame of \(frame.count)") }) {}
  }

  private func handle(_ events: [HTTP2Event]) {
    for event in events {
      switch event {
      case .headers(let stream, let headers, let endsStream, _):
        precondition(headers.sizeBytes <= limits.headerListBytesMaximum, "headers of \(headers.sizeBytes)")
        begin(stream, headers)
        if endsStream { finish(stream) }
      case .data(let stream, let bytes): take(bytes, of: stream)
      case .ended(let stream): finish(stream)
      case .closed(let stream, _): inboxes.removeValue(forKey: stream)?.fail(RPCStatus(.cancelled))
      default: break
      }
    }
  }

  private func begin(_ stream: Int32, _ headers: HeaderList) {
    guard inboxes[stream] == nil else { return }
    if role == .server, (try? RequestHead(headers)) == nil {
      try? session.respond(to: stream, [":status": "415"], endsStream: true)
      return
    }
    _ = RPCStatus(trailers: headers)
    inboxes[stream] = MessageInbox(
      messageBytesMaximum: limits.messageBytesMaximum,
      credit: { [unowned self] in session.consume($0, of: stream) }, holds: { [unowned self] in held += $0 })
  }

  private func take(_ bytes: [UInt8], of stream: Int32) {
    guard let inbox = inboxes[stream] else { return session.consume(bytes.count, of: stream) }
    do {
      try inbox.receive(bytes)
      while case .message(let message) = try inbox.take() { session.write(Array(message), to: stream) }
    } catch {
      session.reset(stream, .cancel)
    }
  }

  private func finish(_ stream: Int32) {
    inboxes[stream]?.finish()
    guard role == .server, inboxes[stream] != nil else { return session.finish(stream, .endOfStream) }
    try? session.respond(to: stream, [":status": "200", "content-type": "application/grpc"], endsStream: false)
    session.write([0, 0, 0, 0, 0], to: stream)
    session.finish(stream, .trailers(["grpc-status": "0"]))
  }
}
