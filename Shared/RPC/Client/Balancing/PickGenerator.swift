/// Random numbers for choices that need to be fair and cheap, not secret: SplitMix64 (Steele, Lea and Flood, 2014).
struct PickGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64 = .random(in: .min ... .max)) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A number from zero to `count` - 1, without a division. Its bias is below `count` / 2^64.
  mutating func below(_ count: Int) -> Int { Int(UInt64(count).multipliedFullWidth(by: next()).high) }
}
