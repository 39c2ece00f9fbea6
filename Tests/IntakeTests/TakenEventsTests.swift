import Features
import Policies
import Storage
import Testing

@testable import Intake

@Suite("What is remembered of a listener's events")
struct TakenEventsTests {
  @Test(
    "Beside a set that forgets nothing, no event is taken twice, and only one that could have been forgotten is refused"
  )
  func model() throws {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    var taken = TakenEvents(countMin: 50)
    var all: [UInt64: Int64] = [:]
    for _ in 0..<200 {
      let before = all
      let offers = (0..<Int.random(in: 1...20, using: &random)).map { _ in
        let fingerprint = EventOrder.fingerprint(of: "e\(Int.random(in: 0..<300, using: &random))")
        let minute = all[fingerprint] ?? Int64.random(in: 0..<1000, using: &random)
        return TakenEvents.Offer(fingerprint: fingerprint, moment: Moment(milliseconds: minute * 60_000))
      }
      for (offer, novelty) in zip(offers, taken.take(offers)) {
        let minute = offer.moment.milliseconds / 60_000
        switch novelty {
        case .new: #expect(all.updateValue(minute, forKey: offer.fingerprint) == nil, "seed \(seed)")
        case .duplicate: #expect(all[offer.fingerprint] != nil, "seed \(seed)")
        case .tooLate:
          let newer = before.values.count { $0 >= minute }
          #expect(newer > 50 || before[offer.fingerprint] != nil, "seed \(seed)")
        }
      }
      #expect(taken.count <= 62)
      #expect(TakenEvents(decoding: taken.bytes, countMin: 50) == taken, "seed \(seed)")
    }
    #expect(taken.count >= 50 && taken.forgottenMinute != nil)
  }

  @Test("A batch adds to the end of the bytes, and changes nothing before but the head")
  func appended() {
    var taken = TakenEvents()
    _ = taken.take((0..<9).map { Self.offer($0, minute: 5) })
    let before = taken.bytes
    #expect(taken.take([Self.offer(3, minute: 7), Self.offer(100, minute: 1)]) == [.duplicate, .new])
    taken.close(Moment(milliseconds: 5))
    #expect(taken.bytes.count == before.count + 12)
    #expect(taken.bytes[16..<before.count] == before[16...])
  }

  @Test("What comes twice in a batch is taken once, and a batch larger than all that is remembered is taken whole")
  func large() {
    var taken = TakenEvents(countMin: 8)
    let offers = (0..<40).map { Self.offer($0 % 20, minute: $0 % 20) }
    #expect(
      taken.take(offers) == [TakenEvents.Novelty](repeating: .new, count: 20)
        + [TakenEvents.Novelty](repeating: .duplicate, count: 20))
    #expect((taken.count, taken.forgottenMinute) == (8, 11))
    #expect(taken.take([Self.offer(50, minute: 11), Self.offer(51, minute: 12)]) == [.tooLate, .new])
  }

  @Test("A burst within one minute is taken up to its bound, and known again; what fits is all that the store takes")
  func burst() {
    let bound = IntakeLimits.takenEventsBurstMax
    var taken = TakenEvents()
    _ = taken.take((0..<30_000).map { Self.offer(-1 - $0, minute: $0 / 3_000) })
    for start in stride(from: 0, to: bound, by: 10_000) {
      let offers = (start..<start + 10_000).map { Self.offer($0, minute: 100) }
      #expect(taken.take(offers).allSatisfy { $0 == .new }, "from \(start) on")
      #expect(taken.take(offers).allSatisfy { $0 == .duplicate }, "from \(start) on")
      #expect(taken.bytes.count <= StorageLimits.onlineValueBytesMax)
    }
    #expect(taken.count == bound && taken.forgottenMinute == 9)
    #expect(taken.take([Self.offer(bound, minute: 100)]) == [.new])
    #expect(taken.count == bound && taken.forgottenMinute == 100)
    #expect(taken.take([Self.offer(bound + 1, minute: 100), Self.offer(bound + 2, minute: 101)]) == [.tooLate, .new])
    // Once there are enough of later minutes the burst goes.
    _ = taken.take((0..<IntakeLimits.takenEventsMax).map { Self.offer(bound + 10 + $0, minute: 102) })
    #expect(taken.count <= IntakeLimits.takenEventsMax + 1)
  }

  @Test("Bytes that are none of ours are refused")
  func hostile() {
    var taken = TakenEvents()
    _ = taken.take([Self.offer(7, minute: 1)])
    taken.close(Moment(milliseconds: 5))
    let bytes = taken.bytes
    #expect(TakenEvents(decoding: bytes)?.lastTaken == Moment(milliseconds: 5))
    for count in 1..<bytes.count where (count - 16) % 12 != 0 || count < 16 {
      #expect(TakenEvents(decoding: Array(bytes.prefix(count))) == nil, "\(count) bytes")
    }
    #expect(TakenEvents(decoding: [1] + bytes.dropFirst()) == nil)
    #expect(TakenEvents(decoding: [])?.count == 0)
  }

  @Test("A fingerprint never changes, for it is stored")
  func fingerprints() {
    #expect(EventOrder.fingerprint(of: "") == 0xF52A_15E9_A9B5_E89B)
    #expect(EventOrder.fingerprint(of: "e1") == EventOrder.fingerprint(of: "e1"))
    #expect(EventOrder.fingerprint(of: "e1") != EventOrder.fingerprint(of: "e2"))
  }

  private static func offer(_ number: Int, minute: Int) -> TakenEvents.Offer {
    TakenEvents.Offer(
      fingerprint: EventOrder.fingerprint(of: "e\(number)"), moment: Moment(milliseconds: Int64(minute) * 60_000))
  }
}
