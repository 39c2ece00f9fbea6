import Policies
import Support
import Testing

@testable import RPC

@Suite("Headers longer than are taken")
struct LongHeaderTests {
  /// A header block in frames of at most so many bytes.
  private func frames(_ block: [UInt8], stream: UInt32, payload: Int = 16_384, flags: UInt8 = 0) -> [UInt8] {
    var frames: [UInt8] = []
    for start in stride(from: 0, to: block.count, by: payload) {
      let part = Array(block[start..<min(start + payload, block.count)])
      let isLast = start + part.count == block.count
      let ending = isLast ? RawFrame.endHeaders : 0
      frames +=
        RawFrame(type: start == 0 ? 1 : 9, flags: ending | (start == 0 ? flags : 0), stream: stream, payload: part)
        .bytes
    }
    return frames
  }

  private static let lengths = [1000, 16_300, 33_000, 65_535, 65_536, 65_537, 100_000, 130_000]

  @Test(
    "A text of any length up to the limit fails its call alone, and both header tables stay the same",
    arguments: lengths, [true, false])
  func oneLongText(length: Int, isKept: Bool) throws {
    var random = SeededGenerator.printed()
    for chunk in [Int.max, 16_384, 9, Int.random(in: 1...40_000, using: &random)] {
      let attack = try Attack()
      attack.send(frames(RawHeaders.request() + RawHeaders.literal("x-kept", "first", isKept: true), stream: 1))
      let long = RawHeaders.literal("x-long", String(repeating: "v", count: length), isKept: isKept)
      let block = RawHeaders.request() + long + RawHeaders.literal("x-kept", "second", isKept: true)
      let bytes = frames(block, stream: 3, flags: RawFrame.endStream)
      for start in stride(from: 0, to: bytes.count, by: min(chunk, bytes.count)) {
        attack.send(Array(bytes[start..<min(start + min(chunk, bytes.count), bytes.count)]))
      }
      // The table's newest entry, and the one before: gone when a longer one than the table was to be kept.
      let table: [UInt8] = isKept && length > 4000 ? [0xBE] : isKept ? [0xBE, 0xC0] : [0xBE, 0xBF]
      attack.send(frames(RawHeaders.request() + table, stream: 5, flags: RawFrame.endStream))
      var lists: [Int32: (list: HeaderList, isTruncated: Bool)] = [:]
      for case .headers(let stream, let list, _, let isTruncated) in attack.events {
        lists[stream] = (list, isTruncated)
      }
      let isCut = attack.isCut
      #expect(!isCut && lists.count == 3, "\(chunk)")
      #expect(lists[3]?.isTruncated == (length > 32_000), "\(chunk)")
      #expect(lists[5]?.isTruncated == false)
      let kept = lists[5]?.list.indices.filter { lists[5]?.list.isName(at: $0, "x-kept") == true }
        .compactMap { lists[5]?.list.value(at: $0) }
      #expect(kept == (table.count == 2 ? ["second", "first"] : ["second"]), "\(chunk)")
    }
  }

  @Test("A long name, and several long texts with padding and a priority, fail their call alone")
  func longNames() throws {
    let attack = try Attack()
    let name = RawHeaders.literal(String(repeating: "n", count: 66_000), String(repeating: "v", count: 60_000))
    attack.send(frames(RawHeaders.request() + name, stream: 1))
    let first = [3, 0, 0, 0, 0, 16] + RawHeaders.request()[...] + [0, 0, 0]
    let rest = RawHeaders.literal("x", String(repeating: "v", count: 70_000), isKept: true)
    attack.send(RawFrame(type: 1, flags: 0x28, stream: 3, payload: Array(first)).bytes)
    attack.send(
      frames(rest, stream: 3).enumerated().map { $0.offset == 3 ? 9 : $0.element })
    attack.send(.headers(RawHeaders.request(), stream: 5, ends: true))
    let (isCut, begun) = (attack.isCut, attack.begun)
    #expect(!isCut && begun == [1, 3, 5])
  }

  @Test("A block beyond the limit ends the connection with the reason", arguments: [1, 100, 16_384])
  func beyond(payload: Int) throws {
    let attack = try Attack()
    attack.send(.headers(RawHeaders.request(), stream: 1))
    let long = RawHeaders.literal("x", String(repeating: "v", count: RPCLimits.standard.headerBlockBytesMaximum))
    attack.send(frames(RawHeaders.request() + long, stream: 3, payload: payload), isDeaf: true)
    let (failure, begun) = (attack.failure, attack.begun)
    let goodbye = try attack.server.drain()
    let isCut = attack.isCut
    #expect(begun == [1] && isCut)
    // Of frames too many nghttp2 judges: it ends the connection in its own way.
    guard payload == 16_384 else { return }
    #expect(failure == .headerBlockTooLong(limit: RPCLimits.standard.headerBlockBytesMaximum))
    #expect(String(decoding: goodbye, as: UTF8.self).contains("header_block_too_long"))
  }

  @Test("What comes between the frames of a block, or breaks them, ends the connection as before")
  func brokenBlocks() throws {
    let whole = RawHeaders.literal("x", String(repeating: "v", count: 70_000))
    let begun = RawFrame(type: 1, stream: 1, payload: RawHeaders.request()).bytes
    let endings: [[UInt8]] = [
      RawFrame.ping.bytes, RawFrame(type: 9, flags: 4, stream: 3, payload: whole.prefix(10).map { $0 }).bytes,
      RawFrame(type: 9, flags: 4, stream: 1, payload: whole).bytes,
      RawFrame(type: 9, flags: 4, stream: 1, payload: [0, 1]).bytes, RawFrame.data([1], stream: 1).bytes,
    ]
    for ending in endings {
      let attack = try Attack()
      attack.send(begun + ending)
      let (isCut, streams) = (attack.isCut, attack.begun)
      #expect(isCut && streams.isEmpty)
    }
  }
}
