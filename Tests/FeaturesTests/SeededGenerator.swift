import FoundationEssentials

/// SplitMix64 (Steele, Lea and Flood, 2014), for tests.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True once in so many times.
  mutating func oneIn(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  /// A generator of a new seed, printed, or of the one in `BANDSTAND_TEST_SEED`.
  static func printed(_ test: String) -> SeededGenerator {
    let given = ProcessInfo.processInfo.environment["BANDSTAND_TEST_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: 0...UInt64.max)
    print("\(test): again with BANDSTAND_TEST_SEED=\(seed)")
    return SeededGenerator(seed: seed)
  }
}
