@testable import RPC

/// A frame as an attacker writes it: nothing is checked.
struct RawFrame {
  var type: UInt8
  var flags: UInt8 = 0
  var stream: UInt32 = 0
  var payload: [UInt8] = []
  /// What the frame says that its length is; its payload's when nil.
  var statedLength: Int?

  static let endStream: UInt8 = 1
  static let endHeaders: UInt8 = 4

  static func data(_ bytes: [UInt8], stream: UInt32, ends: Bool = false) -> RawFrame {
    RawFrame(type: 0, flags: ends ? endStream : 0, stream: stream, payload: bytes)
  }

  /// A whole header list in one frame.
  static func headers(_ block: [UInt8], stream: UInt32, ends: Bool = false) -> RawFrame {
    RawFrame(type: 1, flags: endHeaders | (ends ? endStream : 0), stream: stream, payload: block)
  }

  static func reset(stream: UInt32) -> RawFrame { RawFrame(type: 3, stream: stream, payload: [0, 0, 0, 8]) }

  static func settings(_ entries: [(identifier: UInt16, value: UInt32)] = []) -> RawFrame {
    RawFrame(type: 4, payload: entries.flatMap { entry in entry.identifier.bytes + entry.value.bytes })
  }

  static let ping = RawFrame(type: 6, payload: [UInt8](repeating: 7, count: 8))

  static func windowUpdate(_ increment: UInt32, stream: UInt32 = 0) -> RawFrame {
    RawFrame(type: 8, stream: stream, payload: increment.bytes)
  }

  var bytes: [UInt8] {
    let length = UInt32(statedLength ?? payload.count)
    return length.bytes.dropFirst() + [type, flags] + stream.bytes + payload
  }
}

/// HPACK as an attacker writes it: fields one by one, none compressed.
enum RawHeaders {
  /// A request's list, with `changing` in place of fields of the same name, and `adding` behind them.
  static func request(_ changing: [(String, String)] = [], adding: [(String, String)] = []) -> [UInt8] {
    var fields = [
      (":method", "POST"), (":scheme", "http"), (":path", "/test.Echo/Unary"), (":authority", "test"),
      ("te", "trailers"), ("content-type", "application/grpc"),
    ]
    for (name, value) in changing {
      guard let index = fields.firstIndex(where: { $0.0 == name }) else { continue }
      fields[index].1 = value
    }
    return (fields + adding).flatMap { literal($0, $1) }
  }

  /// A field that is not to be kept in the table; or, when `isKept`, one that is.
  static func literal(_ name: String, _ value: String, isKept: Bool = false) -> [UInt8] {
    [isKept ? 0x40 : 0] + text(name) + text(value)
  }

  private static func text(_ text: String) -> [UInt8] {
    var count = text.utf8.count
    guard count >= 127 else { return [UInt8(count)] + text.utf8 }
    var bytes: [UInt8] = [127]
    count -= 127
    while count >= 128 {
      bytes.append(UInt8(count & 127 | 128))
      count >>= 7
    }
    return bytes + [UInt8(count)] + text.utf8
  }
}

/// A server's session and an attacker who writes frames to it.
final class Attack {
  let server: HTTP2Session
  private(set) var events: [HTTP2Event] = []
  private(set) var failure: HTTP2Error?

  /// An attack that begins like an honest connection.
  init(limits: RPCLimits = .standard) throws {
    server = try HTTP2Session(.server, limits: limits)
    try server.feed(Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + RawFrame.settings().bytes)
    _ = try server.drain()
    _ = server.takeEvents()
  }

  /// Sends frames; whatever the server answers is read, unless `isDeaf`.
  func send(_ frames: RawFrame..., isDeaf: Bool = false) { send(frames.flatMap(\.bytes), isDeaf: isDeaf) }

  func send(_ bytes: [UInt8], isDeaf: Bool = false) {
    guard failure == nil else { return }
    do throws(HTTP2Error) {
      try server.receive(bytes.span)
      events += server.takeEvents()
      guard !isDeaf else { return }
      while try server.sendNext({ _ in }) {}
      events += server.takeEvents()
    } catch {
      failure = error
    }
  }

  /// Whether the server has given the connection up, or is about to.
  var isCut: Bool { failure != nil || server.isOver }

  /// The streams of which a handler would have been told.
  var begun: [Int32] {
    events.compactMap { event in
      if case .headers(let stream, _, _, _) = event { return stream }
      return nil
    }
  }

  /// How a stream was closed; nil while it is open, or was never.
  func closing(of wanted: Int32) -> HTTP2ErrorCode? {
    for case .closed(wanted, let code) in events { return code }
    return nil
  }
}

extension FixedWidthInteger {
  /// Big-endian.
  fileprivate var bytes: [UInt8] {
    stride(from: Self.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: self >> $0) }
  }
}
