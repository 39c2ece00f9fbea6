/// Numbers as people read them.
enum Rounded {
  /// At most four decimals.
  static func text(_ value: Double) -> String { "\((value * 10_000).rounded() / 10_000)" }

  /// A share in percent, at most two decimals.
  static func percent(_ share: Double) -> String { "\((share * 10_000).rounded() / 100) %" }
}
