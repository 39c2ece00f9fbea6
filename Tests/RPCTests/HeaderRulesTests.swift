import CNghttp2
import Policies
import Support
import Testing

@testable import RPC

/// nghttp2 has rules of its own for header lists, which servers here do without: ours must refuse all that it refuses.
@Suite("Rules for requests' header lists, beside nghttp2's") struct HeaderRulesTests {
  private static let names = [
    ":method", ":scheme", ":path", ":authority", ":protocol", ":status", ":x", "te", "host", "content-length",
    "connection",
    "keep-alive", "upgrade", "transfer-encoding", "proxy-connection", "content-type", "x-own", "X-Own", "x own", "",
    "x\0",
    "priority", "expect", "cookie", "grpc-timeout", "content-lengthy", "tea",
  ]
  private static let values = [
    "POST", "GET", "CONNECT", "OPTIONS", "http", "https", "ftp", "/a.B/C", "*", "", "a", "localhost:80", "trailers",
    "gzip",
    "0", "5", "18446744073709551616", "-1", "1x", " a", "a ", "a\tb", "a b", "a\r\n", "\0", "é", "\u{7F}", "?",
    "/%20?x#y",
  ]

  @Test("What nghttp2 would not let pass as it is, whatever stands where, is refused here too")
  func differential() throws {
    var random = SeededGenerator.printed()
    var (refused, taken) = (0, 0)
    for _ in 0..<4000 {
      let fields = Self.fields(&random)
      let block = fields.flatMap { RawHeaders.literal($0.0, $0.1) }
      let attack = try Attack()
      attack.send(.headers(block, stream: 1, ends: Bool.random(using: &random)))
      let isTaken = attack.begun == [1]
      #expect(isTaken != attack.events.contains { if case .malformed = $0 { true } else { false } })
      let isTheirs = NghttpJudge.takes(block)
      #expect(isTheirs || !isTaken, "\(fields)")
      if isTaken { taken += 1 } else { refused += 1 }
    }
    #expect(refused > 1000 && taken > 300, "\(refused) refused, \(taken) taken")
  }

  /// An honest request with up to three changes, each to a field, to what stands where, or to how many there are.
  private static func fields(_ random: inout SeededGenerator) -> [(String, String)] {
    var fields = [
      (":method", "POST"), (":scheme", "http"), (":path", "/a.B/C"), (":authority", "test"), ("te", "trailers"),
      ("content-type", "application/grpc"),
    ]
    for _ in 0..<Int.random(in: 0...3, using: &random) {
      let index = Int.random(in: 0..<fields.count, using: &random)
      switch Int.random(in: 0..<5, using: &random) {
      case 0: fields[index].1 = values.randomElement(using: &random) ?? ""
      case 1: fields[index].0 = names.randomElement(using: &random) ?? ""
      case 2: fields.swapAt(index, Int.random(in: 0..<fields.count, using: &random))
      case 3 where fields.count > 1: fields.remove(at: index)
      default:
        fields.insert(
          (names.randomElement(using: &random) ?? "", values.randomElement(using: &random) ?? ""),
          at: Int.random(in: 0...fields.count, using: &random))
      }
    }
    return fields
  }
}

/// A server's session of nghttp2 alone, with its own rules.
private final class NghttpJudge {
  private var hasTaken = false
  private var hasDropped = false

  /// Whether nghttp2 takes a request that begins with these fields, all of them.
  static func takes(_ block: [UInt8]) -> Bool {
    let judge = NghttpJudge()
    var callbacks: OpaquePointer?
    unsafe nghttp2_session_callbacks_new(&callbacks)
    defer { unsafe nghttp2_session_callbacks_del(callbacks) }
    unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(callbacks) { _, frame, user in
      if unsafe frame?.pointee.hd.type == UInt8(NGHTTP2_HEADERS.rawValue) {
        unsafe NghttpJudge.of(user)?.hasTaken = true
      }
      return 0
    }
    unsafe nghttp2_session_callbacks_set_on_invalid_header_callback(callbacks) { _, _, _, _, _, _, _, user in
      unsafe NghttpJudge.of(user)?.hasDropped = true
      return 0
    }
    var session: OpaquePointer?
    unsafe nghttp2_session_server_new(&session, callbacks, Unmanaged.passUnretained(judge).toOpaque())
    defer { unsafe nghttp2_session_del(session) }
    let bytes =
      Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + RawFrame.settings().bytes
      + RawFrame.headers(block, stream: 1).bytes
    let count = unsafe nghttp2_session_mem_recv(session, bytes, bytes.count)
    return count == bytes.count && judge.hasTaken && !judge.hasDropped
  }

  private static func of(_ user: UnsafeMutableRawPointer?) -> NghttpJudge? {
    unsafe user.map { unsafe Unmanaged<NghttpJudge>.fromOpaque($0).takeUnretainedValue() }
  }
}
