import Policies

/// Where random messages get their values: SplitMix64, so that a seed says everything.
struct RandomValues: RandomNumberGenerator {
  private var generator: SeededGenerator

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  mutating func next() -> UInt64 { generator.next() }

  /// True once in so many times.
  mutating func once(in times: Int) -> Bool { Int.random(in: 0..<times, using: &self) == 0 }
}

extension RandomValue where Self: FixedWidthInteger {
  /// Often an extreme, else of any magnitude.
  static func random(_ values: inout RandomValues) -> Self {
    if values.once(in: 4) { return [Self.zero, .min, .max, 1].randomElement(using: &values) ?? 0 }
    return Self.random(in: .min ... .max, using: &values) >> Self.random(in: 0..<Self(Self.bitWidth), using: &values)
  }
}

extension UInt8: RandomValue {}
extension UInt32: RandomValue {}
extension UInt64: RandomValue {}
extension Int32: RandomValue {}
extension Int64: RandomValue {}

/// Never negative zero, which protobuf-c does not send, nor NaN, which does not equal itself.
extension Float: RandomValue {
  static func random(_ values: inout RandomValues) -> Float {
    let extremes: [Float] = [0, 1, -1, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    if values.once(in: 4) { return extremes.randomElement(using: &values) ?? 0 }
    return Float.random(in: -100...100, using: &values)
  }
}

/// Never negative zero, which protobuf-c does not send, nor NaN, which does not equal itself.
extension Double: RandomValue {
  static func random(_ values: inout RandomValues) -> Double {
    let extremes: [Double] = [0, 1, -1, .infinity, -.infinity, .leastNonzeroMagnitude, .greatestFiniteMagnitude]
    if values.once(in: 4) { return extremes.randomElement(using: &values) ?? 0 }
    return Double.random(in: -100...100, using: &values)
  }
}

extension Bool: RandomValue {
  static func random(_ values: inout RandomValues) -> Bool { values.once(in: 2) }
}

extension String: RandomValue {
  static func random(_ values: inout RandomValues) -> String {
    let letters: [Character] = ["a", "Z", "0", " ", "\u{1}", "\u{7F}", "å", "ß", "語", "🎵", "\u{FFFF}", "\u{10FFFF}"]
    if values.once(in: 20) { return String(repeating: "long", count: 100) }
    return String((0..<Int.random(in: 0...8, using: &values)).map { _ in letters.randomElement(using: &values) ?? "a" })
  }
}

extension Array: RandomValue where Element: RandomValue {
  static func random(_ values: inout RandomValues) -> [Element] {
    (0..<Int.random(in: 0...3, using: &values)).map { _ in .random(&values) }
  }
}

extension Optional: RandomValue where Wrapped: RandomValue {
  static func random(_ values: inout RandomValues) -> Wrapped? { values.once(in: 3) ? nil : .random(&values) }
}

extension RandomValue where Self: RawRepresentable, RawValue == Int32 {
  /// Often a value with a name, else any.
  static func random(_ values: inout RandomValues) -> Self {
    let number = values.once(in: 3) ? Int32.random(&values) : Int32.random(in: 0...3, using: &values)
    guard let value = Self(rawValue: number) else { preconditionFailure("the contract's enums are open") }
    return value
  }
}
