import NIOCore
import NIOPosix
import Testing

@testable import RPC

@Suite("A server under attack")
struct AttackedServerTests {
  /// What an attacker sends again and again, and whether the server must end its connection for it.
  struct Assault: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let isCut: Bool
    /// The bytes of one round; rounds count from 0.
    let round: @Sendable (Int) -> [UInt8]
  }

  /// An attack goes on for this many rounds, unless it is ended.
  private static let roundsMaximum = 600

  static let assaults = [
    Assault(testDescription: "calls that are begun and reset", isCut: true) { round in
      (0..<50).flatMap { index in
        let stream = UInt32(2 * (50 * round + index) + 1)
        return RawFrame.headers(RawHeaders.request(), stream: stream).bytes + RawFrame.reset(stream: stream).bytes
      }
    },
    Assault(testDescription: "a header list that does not end", isCut: true) { round in
      guard round > 0 else { return RawFrame(type: 1, stream: 1, payload: RawHeaders.request()).bytes }
      return RawFrame(type: 9, stream: 1, payload: RawHeaders.literal("x", "y")).bytes
    },
    Assault(testDescription: "pings", isCut: true) { _ in
      (0..<100).flatMap { _ in RawFrame.ping.bytes }
    },
    Assault(testDescription: "empty DATA", isCut: false) { round in
      let empty = (0..<100).flatMap { _ in RawFrame.data([], stream: 1).bytes }
      return round == 0 ? RawFrame.headers(RawHeaders.request(), stream: 1).bytes + empty : empty
    },
    Assault(testDescription: "header bombs", isCut: false) { round in
      let bomb = RawHeaders.literal("x", String(repeating: "v", count: 3000), isKept: true)
      let block = RawHeaders.request() + bomb + [UInt8](repeating: 0xBE, count: 500)
      return RawFrame.headers(block, stream: UInt32(2 * round + 1), ends: true).bytes
    },
    Assault(testDescription: "streams of replies that are taken a byte at a time", isCut: false) { round in
      guard round > 0 else { return RawFrame.settings([(identifier: 4, value: 0)]).bytes }
      let stream = UInt32(2 * (round % 100) + 1)
      guard round < 100 else { return RawFrame.windowUpdate(1, stream: stream).bytes }
      let request = RawHeaders.request([(":path", "/test.Echo/Flood")])
      return RawFrame.headers(request, stream: stream).bytes
        + RawFrame.data([0, 0, 0, 0, 0], stream: stream, ends: true).bytes
    },
  ]

  @Test("Others are served while one attacks, and the attacker is cut off where it must be", arguments: assaults)
  func othersAreServed(_ assault: Assault) async throws {
    try await withEchoServer { port in
      let client = makeClient(port: port)
      async let isCut = attack(port: port, assault)
      for number in 0..<200 {
        let reply: Bytes = try await client.unary("/test.Echo/Unary", Bytes("\(number)"))
        #expect(reply.text == "\(number)")
      }
      #expect(try await isCut == assault.isCut)
      let last: Bytes = try await client.unary("/test.Echo/Unary", Bytes("after"))
      #expect(last.text == "after")
      await client.close()
    }
  }

  /// Attacks until the server ends the connection, or all rounds are over; tells whether it did.
  private func attack(port: Int, _ assault: Assault) async throws -> Bool {
    let channel = try await ClientBootstrap(group: MultiThreadedEventLoopGroup.singleton)
      .connect(host: "127.0.0.1", port: port).get()
    let greeting = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + RawFrame.settings().bytes
    do {
      try await channel.writeAndFlush(ByteBuffer(bytes: greeting))
      for round in 0..<Self.roundsMaximum {
        try await channel.writeAndFlush(ByteBuffer(bytes: assault.round(round)))
      }
    } catch {
      return true
    }
    // What was written last may be judged only now: an attacker that must be cut off waits for that.
    if assault.isCut { try await channel.closeFuture.get() } else { try await channel.close() }
    return assault.isCut
  }
}
