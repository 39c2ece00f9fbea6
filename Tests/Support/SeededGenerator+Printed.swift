import FoundationEssentials
public import Policies

extension SeededGenerator {
  /// A generator of a new seed, printed so that a failure can be had again, or of the one in `BANDSTAND_TEST_SEED`.
  public static func printed(_ test: String = #function) -> SeededGenerator {
    let given = ProcessInfo.processInfo.environment["BANDSTAND_TEST_SEED"].flatMap { UInt64($0) }
    let seed = given ?? UInt64.random(in: .min ... .max)
    print("\(test): again with BANDSTAND_TEST_SEED=\(seed)")
    return SeededGenerator(seed: seed)
  }

  /// True once in so many times.
  public mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }
}
