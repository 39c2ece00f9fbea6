import Policies
import Testing

@Suite("Seeded generator")
struct SeededGeneratorTests {
  @Test("The numbers are those of SplitMix64's published test vector for seed 1234567")
  func knownAnswers() {
    var generator = SeededGenerator(seed: 1_234_567)
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect(expected.map { _ in generator.next() } == expected)
  }

  @Test("The hash is FNV-1a's published answer")
  func hashKnownAnswers() {
    #expect(StableHash.fnv1a("") == 0xcbf2_9ce4_8422_2325)
    #expect(StableHash.fnv1a("a") == 0xaf63_dc4c_8601_ec8c)
    #expect(StableHash.fnv1a("foobar") == 0x8594_4171_f739_67e8)
  }

  @Test("Draws below a bound stay below it and reach every number", arguments: [1, 2, 3, 7, 100])
  func drawsBelow(bound: Int) {
    var generator = SeededGenerator(seed: 42)
    let drawn = Set((0..<bound * 40).map { _ in generator.below(bound) })
    #expect(drawn == Set(0..<bound), "seed 42")
  }

  @Test("Units lie in [0, 1) with mean one half")
  func units() {
    var generator = SeededGenerator(seed: 7)
    let units = (0..<10_000).map { _ in generator.unit() }
    #expect(units.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(units.reduce(0, +) / 10_000 - 0.5) < 0.012, "seed 7, four standard errors")
  }
}
