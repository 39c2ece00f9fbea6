import Features
import Policies
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
    var taken = TakenEvents(countMax: 50)
    var all: [UInt64: Int64] = [:]
    for _ in 0..<2000 {
      let fingerprint = EventOrder.fingerprint(of: "e\(Int.random(in: 0..<300, using: &random))")
      let minute = all[fingerprint] ?? Int64.random(in: 0..<1000, using: &random)
      switch taken.take(fingerprint, at: Moment(milliseconds: minute * 60_000)) {
      case .new:
        #expect(all.updateValue(minute, forKey: fingerprint) == nil, "seed \(seed)")
      case .duplicate: #expect(all[fingerprint] != nil, "seed \(seed)")
      case .tooLate:
        let newer = all.values.filter { $0 >= minute }.count
        #expect(newer >= 50 || all[fingerprint] != nil, "seed \(seed)")
      }
      #expect(taken.count <= 50)
      #expect(TakenEvents(decoding: taken.encoded(), countMax: 50) == taken, "seed \(seed)")
    }
    #expect(taken.count == 50 && taken.forgottenMinute != nil)
  }

  @Test("Bytes that are none of ours are refused")
  func hostile() {
    var taken = TakenEvents()
    _ = taken.take(7, at: Moment(milliseconds: 60_000))
    taken.close(Moment(milliseconds: 5))
    let bytes = taken.encoded()
    #expect(TakenEvents(decoding: bytes)?.lastTaken == Moment(milliseconds: 5))
    for count in 1..<bytes.count where (count - 14) % 12 != 0 || count < 14 {
      #expect(TakenEvents(decoding: Array(bytes.prefix(count))) == nil, "\(count) bytes")
    }
    #expect(TakenEvents(decoding: [2] + bytes.dropFirst()) == nil)
    #expect(TakenEvents(decoding: [])?.count == 0)
  }

  @Test("A fingerprint never changes, for it is stored")
  func fingerprints() {
    #expect(EventOrder.fingerprint(of: "") == 0xF52A_15E9_A9B5_E89B)
    #expect(EventOrder.fingerprint(of: "e1") == EventOrder.fingerprint(of: "e1"))
    #expect(EventOrder.fingerprint(of: "e1") != EventOrder.fingerprint(of: "e2"))
  }
}
