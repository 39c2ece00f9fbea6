/// A random source that gives the same numbers for the same seed, for ever.
///
/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014): one 64-bit word of state,
/// every seed good. The draws below are our own, because the standard library may change how it turns bits into
/// numbers and orders. Not for secrets.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator from a number; any number is a good seed.
  public init(seed: UInt64) {
    state = seed
  }

  /// A generator from a name, such as "page-17/shortcuts", by ``StableHash/fnv1a(_:)``.
  public init(seed: String) {
    state = StableHash.fnv1a(seed)
  }

  /// The next 64 bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from 0 up to but not including 1, on a grid of 2⁻⁵³.
  public mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// A whole number from 0 up to but not including `bound`, each equally likely. The bound is at least 1.
  ///
  /// Unbiased: draws that would favour small numbers are thrown away (Lemire, "Fast random integer generation in an
  /// interval", 2019).
  public mutating func below(_ bound: Int) -> Int {
    precondition(bound >= 1, "a draw needs something to draw from")
    let range = UInt64(bound)
    let threshold = (0 &- range) % range
    while true {
      let (high, low) = next().multipliedFullWidth(by: range)
      if low >= threshold { return Int(high) }
    }
  }

  /// Puts the elements in a random order, each order equally likely (Fisher and Yates). Linear.
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    guard elements.count > 1 else { return }
    for last in stride(from: elements.count - 1, through: 1, by: -1) {
      elements.swapAt(last, below(last + 1))
    }
  }
}
