import Policies

/// All of the world's chance: a generator seeded by what the draw is for.
///
/// Every stream of draws has its own seed, mixed from the world's seed, a purpose and numbers, so that adding a draw in
/// one place changes nothing in another.
struct Dice {
  private var generator: SeededGenerator

  /// Dice for a purpose, such as "catalog", and up to two numbers within it.
  init(seed: UInt64, _ purpose: String, _ first: UInt64 = 0, _ second: UInt64 = 0) {
    generator = SeededGenerator(seed: seed)
    for part in [StableHash.fnv1a(purpose), first, second] {
      generator = SeededGenerator(seed: generator.next() ^ part)
    }
    generator = SeededGenerator(seed: generator.next())
  }

  /// Uniform in [0, 1).
  mutating func uniform() -> Double { generator.unit() }

  /// Uniform between two numbers.
  mutating func between(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

  /// Uniform in 0..<count. The count is above 0.
  mutating func below(_ count: Int) -> Int { generator.below(count) }

  /// True with this probability.
  mutating func chance(_ probability: Double) -> Bool { uniform() < probability }

  /// Nearly normal with mean 0 and deviation 1, always within ±6: a sum of twelve uniforms, so that no logarithm is
  /// needed.
  mutating func normal() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += uniform() }
    return sum
  }

  /// One of them, each as likely. There is at least one.
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// So many of them without repeats, every order as likely: all of them, shuffled, when there are not more.
  mutating func pick<Element>(_ count: Int, of elements: [Element]) -> [Element] {
    var rest = elements
    for index in 0..<min(count, rest.count) { rest.swapAt(index, index + below(rest.count - index)) }
    return Array(rest.prefix(count))
  }
}
