import Testing

@testable import RPC

@Suite("Floods at a session")
struct FloodTests {
  @Test("An honest client may cancel a whole page of calls; one that does nothing else is cut off")
  func rapidReset() throws {
    let attack = try Attack()
    var stream: UInt32 = 1
    func cancel(_ count: Int) {
      for _ in 0..<count where !attack.isCut {
        attack.send(.headers(RawHeaders.request(), stream: stream), .reset(stream: stream))
        stream += 2
      }
    }
    cancel(5000)
    let isHonestCut = attack.isCut
    #expect(!isHonestCut)
    cancel(20_000)
    let isCut = attack.isCut
    #expect(isCut && stream < 40_000)
  }

  @Test("A header list of endless CONTINUATION frames is cut off at the limit")
  func continuations() throws {
    let attack = try Attack()
    attack.send(RawFrame(type: 1, stream: 1, payload: RawHeaders.request()))
    for _ in 0..<RPCLimits.standard.continuationsMaximum + 1 {
      attack.send(RawFrame(type: 9, stream: 1, payload: RawHeaders.literal("x", "y")))
    }
    let (isCut, begun) = (attack.isCut, attack.begun)
    #expect(isCut && begun.isEmpty)
  }

  @Test("SETTINGS that nobody lets us answer are cut off at the limit, and so are PINGs", arguments: [true, false])
  func unreadAnswers(isPing: Bool) throws {
    let attack = try Attack()
    var count = 0
    while !attack.isCut, count < 5000 {
      attack.send(isPing ? .ping : .settings(), isDeaf: true)
      count += 1
    }
    #expect(count <= RPCLimits.standard.pendingAcknowledgementsMaximum + 2)
  }

  @Test("A SETTINGS frame of more entries than the limit is refused")
  func settingsEntries() throws {
    let attack = try Attack()
    let count = RPCLimits.standard.settingsEntriesMaximum + 1
    attack.send(.settings((0..<count).map { _ in (identifier: 4, value: 70_000) }))
    let isCut = attack.isCut
    #expect(isCut)
  }

  @Test("A header bomb is held no further than the limit, whichever way it is packed")
  func headerBomb() throws {
    let attack = try Attack()
    // One field of 3,000 bytes is kept in the table and then named 4,000 times, by a byte each.
    let block = RawHeaders.request() + RawHeaders.literal("x", String(repeating: "v", count: 3000), isKept: true)
    attack.send(.headers(block + [UInt8](repeating: 0xBE, count: 4000), stream: 1))
    var largest = 0
    for case .headers(_, let list, _, let isTruncated) in attack.events {
      largest = max(largest, list.sizeBytes)
      #expect(isTruncated)
    }
    #expect(largest <= RPCLimits.standard.headerListBytesMaximum)
  }

  @Test("Streams beyond the limit are refused without a handler")
  func streams() throws {
    var limits = RPCLimits.standard
    limits.concurrentStreamsMaximum = 10
    let attack = try Attack(limits: limits)
    attack.send(RawFrame(type: 4, flags: 1))
    for index in 0..<50 { attack.send(.headers(RawHeaders.request(), stream: UInt32(2 * index + 1))) }
    let begun = attack.begun
    #expect(begun.count == 10)
  }

  @Test("Empty DATA, PRIORITY and unknown frames by the thousand leave nothing behind, and the next call is served")
  func emptyFrames() throws {
    let attack = try Attack()
    attack.send(.headers(RawHeaders.request(), stream: 1))
    let before = attack.events.count
    let empty = RawFrame.data([], stream: 1).bytes
    let unknown = RawFrame(type: 0xEE, flags: 255, stream: 1, payload: [1, 2, 3]).bytes
    for index in 0..<10_000 {
      let priority = RawFrame(type: 2, stream: UInt32(2 * index + 3), payload: [0, 0, 0, 0, 16]).bytes
      attack.send(empty + unknown + priority)
    }
    let after = attack.events.count
    #expect(after == before)
    attack.send(.headers(RawHeaders.request(), stream: 20_005, ends: true))
    let (isCut, begun) = (attack.isCut, attack.begun)
    #expect(!isCut && begun == [1, 20_005])
  }

  @Test("Bytes beyond the window end the connection: no more than a window and the frame that broke it is held")
  func windowIgnored() throws {
    let attack = try Attack()
    attack.send(RawFrame(type: 4, flags: 1))
    attack.send(.headers(RawHeaders.request(), stream: 1))
    let frame = RawFrame.data([UInt8](repeating: 0, count: 16_384), stream: 1)
    for _ in 0..<1000 where attack.closing(of: 1) == nil && !attack.isCut { attack.send(frame) }
    let held = attack.events.body(of: 1).count
    #expect(held <= RPCLimits.standard.streamWindowBytes + 16_384)
    let isEnded = attack.isCut || attack.closing(of: 1) != nil
    #expect(isEnded)
  }
}
