import Testing

@testable import Features

@Suite("Hashed categories")
struct CategoryHashTests {
  @Test("The hash is SplitMix64's: the numbers of its published generator from seed 0")
  func reference() {
    let first: [UInt64] = [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F]
    for (step, expected) in first.enumerated() {
      #expect(CategoryHash.hash(0, salt: UInt64(step + 1)) == expected)
    }
  }

  @Test("A text's number is FNV-1a's: the values of its authors")
  func texts() {
    #expect(CategoryHash.number(of: []) == 0xCBF2_9CE4_8422_2325)
    #expect(CategoryHash.number(of: Array("a".utf8)) == 0xAF63_DC4C_8601_EC8C)
    #expect(CategoryHash.number(of: Array("foobar".utf8)) == 0x8594_4171_F739_67E8)
  }

  @Test("A category has one column, with a sign; categories spread over all columns and both signs")
  func columns() {
    var seen: Set<[Float]> = []
    for category in 0..<1_000 as Range<UInt64> {
      let values = (0..<8).map { CategoryHash.value(of: category, salt: 2, column: $0, of: 8) }
      #expect(values.count { $0 != 0 } == 1 && values.allSatisfy { abs($0) <= 1 })
      seen.insert(values)
    }
    #expect(seen.count == 16)
  }
}
