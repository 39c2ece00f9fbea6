/// How shares of listens are squeezed: they span six powers of ten.
enum PopularityShare {
  /// log1p of the millionths; nil for what is no share.
  static func squeezed(_ share: Float) -> Float? {
    share >= 0 && share <= 1 ? DeterministicMath.log1p(share * 1_000_000) : nil
  }
}
