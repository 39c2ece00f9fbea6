@testable import RPC

/// A client's and a server's session whose bytes are carried by the test, cut as it likes.
final class SessionPair {
  let client: HTTP2Session
  let server: HTTP2Session

  init(limits: RPCLimits = .standard) throws {
    client = try HTTP2Session(.client, limits: limits)
    server = try HTTP2Session(.server, limits: limits)
  }

  /// Carries bytes both ways until both sides are silent; returns what each saw.
  func settle(chunk: Int = .max) throws -> (client: [HTTP2Event], server: [HTTP2Event]) {
    var seen: (client: [HTTP2Event], server: [HTTP2Event]) = ([], [])
    var isBusy = true
    while isBusy {
      let toServer = try client.drain()
      try server.feed(toServer, chunk: chunk)
      let toClient = try server.drain()
      try client.feed(toClient, chunk: chunk)
      isBusy = !toServer.isEmpty || !toClient.isEmpty
      seen.client += client.takeEvents()
      seen.server += server.takeEvents()
    }
    return seen
  }
}

extension HTTP2Session {
  /// All bytes to be sent.
  func drain() throws -> [UInt8] {
    var bytes: [UInt8] = []
    while try sendNext({ frame in for index in frame.indices { bytes.append(frame[index]) } }) {}
    return bytes
  }

  /// Receives `bytes` in pieces of `chunk`.
  func feed(_ bytes: [UInt8], chunk: Int = .max) throws {
    var start = 0
    while start < bytes.count {
      let end = start + min(chunk, bytes.count - start)
      try receive(bytes[start..<end].span)
      start = end
    }
  }
}

extension [HTTP2Event] {
  /// The body bytes of a stream.
  func body(of stream: Int32) -> [UInt8] {
    flatMap { event -> [UInt8] in
      if case .data(stream, let bytes) = event { return bytes }
      return []
    }
  }

  /// The events without body bytes, of which there may be as many as there are cuts.
  var withoutBodies: [HTTP2Event] {
    filter { event in
      if case .data = event { return false }
      return true
    }
  }
}

extension HeaderList {
  static let testRequest: HeaderList = [
    ":method": "POST", ":scheme": "http", ":path": "/test.Echo/Unary", ":authority": "test", "te": "trailers",
    "content-type": "application/grpc",
  ]
}
