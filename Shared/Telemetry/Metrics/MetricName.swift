/// Names as Prometheus writes them (OpenTelemetry's rules for Prometheus: dots become underscores, units are spelled out
/// at the end).
enum MetricName {
  /// The unit in words; nil for one that names do not have.
  static func unit(_ unit: String) -> String? {
    switch unit {
    case "s", "seconds": "seconds"
    case "By", "bytes": "bytes"
    default: nil
    }
  }

  /// The name of a family, without the `_total` that the samples of a counter have.
  static func family(_ name: String, unit: String?, isCounter: Bool) -> String {
    var name = cleaned(name, allowsColon: true)
    if isCounter, name.hasSuffix("_total") { name.removeLast("_total".count) }
    if let unit, !name.hasSuffix("_\(unit)") { name += "_\(unit)" }
    return name
  }

  /// The name of a label.
  static func label(_ name: String) -> String { cleaned(name, allowsColon: false) }

  /// With an underscore for every character that a name may not have, and before a digit at its beginning.
  private static func cleaned(_ name: String, allowsColon: Bool) -> String {
    var bytes = name.utf8.map { byte -> UInt8 in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"):
        byte
      case UInt8(ascii: ":") where allowsColon: byte
      default: UInt8(ascii: "_")
      }
    }
    if bytes.first.map({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) ?? true {
      bytes.insert(UInt8(ascii: "_"), at: 0)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
