/// Numbers as people read them.
public enum Decimals {
  /// A number with so many digits after the point, 0 to 9; rounded half away from zero.
  public static func text(_ value: Double, digits: Int) -> String {
    guard value.isFinite, abs(value) < 1e9 else { return "\(value)" }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int64((abs(value) * scale).rounded())
    let sign = value < 0 && scaled > 0 ? "-" : ""
    guard digits > 0 else { return "\(sign)\(scaled)" }
    let fraction = "\(scaled % Int64(scale))"
    return "\(sign)\(scaled / Int64(scale)).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }

  /// A figure of a model or a step: a count as a whole number, all else with four digits after the point.
  public static func figure(_ value: Double) -> String {
    value == value.rounded() && abs(value) < 1e9 ? grouped(Int(value)) : text(value, digits: 4)
  }

  /// A whole number with a thin separator every three digits.
  public static func grouped(_ value: some BinaryInteger) -> String {
    var digits = Array("\(value.magnitude)".reversed())
    var place = 3
    while place < digits.count {
      digits.insert(",", at: place)
      place += 4
    }
    return (value < 0 ? "-" : "") + String(digits.reversed())
  }
}
