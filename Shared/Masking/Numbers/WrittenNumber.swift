/// A number as somebody wrote it: the same value is the same number in JSON, in a cell of a table and in a text.
///
/// Whole numbers of up to 64 bits count exactly. Those with more, and all with a point or an exponent, are the nearest `Double`,
/// as every reader of JSON has them: `7`, `7.0`, `7e0` and `" 7 "` are one number.
public enum WrittenNumber: Hashable, Sendable {
  /// A whole number.
  case integer(Int64)
  /// A whole number above what an `Int64` holds.
  case natural(UInt64)
  /// Any other number, finite.
  case real(Double)
  /// A number outside of what a `Double` can hold.
  case oversized

  /// How many bytes a text may have.
  static let bytesMax = 400

  /// The number of a text: digits, perhaps with a sign, a point and an exponent; spaces at the ends do not count. Nil for all
  /// else, such as "NaN", "0x7" and "1,000".
  public init?(_ text: some StringProtocol) {
    guard text.utf8.count <= Self.bytesMax else { return nil }
    let scanner = ByteScanner(text)
    guard let isWhole = Self.isWhole(scanner) else { return nil }
    let digits = String(decoding: scanner.rest, as: UTF8.self)
    if isWhole, let integer = Int64(digits) {
      self = .integer(integer)
    } else if isWhole, let natural = UInt64(digits) {
      self = .natural(natural)
    } else if let real = Double(digits), real.isFinite {
      self = .real(real)
    } else {
      self = .oversized
    }
  }

  /// The number as a type of whole numbers; nil when it is not whole, or the type has no room for it.
  public func whole<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
    switch self {
    case .integer(let integer): Number(exactly: integer)
    case .natural(let natural): Number(exactly: natural)
    // What is below -2⁶³ rounds to it.
    case .real(let real): real > -0x1p63 ? Number(exactly: real) : nil
    case .oversized: nil
    }
  }

  /// The number of 64 bits; nil when it has no room there.
  public var double: Double? {
    switch self {
    case .integer(let integer): Double(integer)
    case .natural(let natural): Double(natural)
    case .real(let real): real
    case .oversized: nil
    }
  }

  /// The number of 32 bits, the very one that was written if it was written in its shortest form; nil when it has no room there.
  public var single: Float? {
    guard let double else { return nil }
    let single = Float(rounding: double)
    return single.isFinite ? single : nil
  }

  /// Whether a text is a number without point and exponent; nil when it is no number.
  private static func isWhole(_ text: ByteScanner) -> Bool? {
    var scanner = text
    if !scanner.take("-") { _ = scanner.take("+") }
    let whole = scanner.takeDigits()
    var (isWhole, fraction) = (true, 0)
    if scanner.take(".") {
      isWhole = false
      fraction = scanner.takeDigits()
    }
    guard whole + fraction > 0 else { return nil }
    if scanner.take("e") || scanner.take("E") {
      isWhole = false
      if !scanner.take("-") { _ = scanner.take("+") }
      guard scanner.takeDigits() > 0 else { return nil }
    }
    return scanner.isAtEnd ? isWhole : nil
  }
}

extension Float {
  /// The number of 32 bits whose shortest text reads as this number of 64.
  ///
  /// Rounding twice, from the text to 64 bits and on to 32, goes wrong only where the first lands in the very middle between
  /// two numbers of 32 bits; there the one whose own text lands in that middle too is the one that was written.
  init(rounding real: Double) {
    self.init(real)
    let back = Double(self)
    guard back != real, isFinite else { return }
    let other = back < real ? nextUp : nextDown
    if other.isFinite, (back + Double(other)) / 2 == real, Double("\(other)") == real { self = other }
  }
}
