import Masking
import Policies
import Testing

@Suite("Numbers as they are written")
struct WrittenNumberTests {
  @Test(
    "One value is one number, however it is written",
    arguments: [
      (["7", "7.0", "7e0", " 7 ", "+7", "07", "0.7e1", "70E-1"], 7),
      (["1000", "1e3", "1E+3", "1.0e3", "1000.00"], 1000),
      (["-3", "-3.0", "-30e-1", " -3"], -3), (["0", "-0", "0.0", "-0.0", "0e9"], 0),
      (["9007199254740992", "9007199254740992.0", "9007199254740993.0"], 9_007_199_254_740_992),
      (["9223372036854775807"], .max), (["-9223372036854775808"], .min),
    ] as [([String], Int64)])
  func whole(_ texts: [String], _ value: Int64) throws {
    for text in texts {
      let number = try #require(WrittenNumber(text), "\(text)")
      #expect(number.whole() == value && number.double == Double(value), "\(text)")
    }
  }

  @Test("What a type has no room for is no number of it, and nothing wraps or is cut")
  func room() throws {
    #expect(WrittenNumber("18446744073709551615")?.whole(UInt64.self) == .max)
    #expect(WrittenNumber("18446744073709551615")?.whole(Int64.self) == nil)
    #expect(WrittenNumber("18446744073709551616")?.whole(UInt64.self) == nil)
    #expect(WrittenNumber("-9223372036854775809")?.whole(Int64.self) == nil)
    #expect(WrittenNumber("-1")?.whole(UInt16.self) == nil && WrittenNumber("65536")?.whole(UInt16.self) == nil)
    #expect(WrittenNumber("7.5")?.whole(Int.self) == nil && WrittenNumber("7.5")?.double == 7.5)
    #expect(WrittenNumber("1e39")?.single == nil && WrittenNumber("1e39")?.double == 1e39)
    #expect(WrittenNumber("1e999") == .oversized && WrittenNumber("-1e999") == .oversized)
  }

  @Test(
    "What is no number is none",
    arguments: [
      "", " ", "-", "+", ".", "e3", "1e", "1e+", "1,000", "1 000", "0x7", "NaN", "nan", "inf", "Infinity", "7a", "--7",
      "٧", "1_000", "7..0", "7.0.0", "true",
    ])
  func none(_ text: String) { #expect(WrittenNumber(text) == nil) }

  @Test("Numbers of 64 bits come back from every way of writing them")
  func random() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    for _ in 0..<2_000 {
      let value = Int64(bitPattern: random.next() >> UInt64.random(in: 0..<64, using: &random))
      #expect(WrittenNumber(" \(value) ")?.whole() == value, "seed \(seed)")
      let small = value >> 12
      #expect(
        WrittenNumber("\(small).0")?.whole() == small && WrittenNumber("\(small)e0")?.whole() == small, "seed \(seed)")
      let double = Double(bitPattern: random.next() & 0xBFFF_FFFF_FFFF_FFFF)
      #expect(WrittenNumber("\(double)")?.double == double, "seed \(seed)")
    }
  }
}
