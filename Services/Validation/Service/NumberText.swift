/// Shares as people read them.
enum Percent {
  /// Such as "12.5 %". The share is from 0 to 1.
  static func text(_ share: Double) -> String { "\((share * 1000).rounded() / 10) %" }
}

/// Numbers as people read them.
enum Rounded {
  /// At most three decimals.
  static func text(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }
}
