/// A listener in the space of a factor model, folded in from what they heard.
public struct ListenerFactors: Hashable, Sendable {
  /// One finite number a factor.
  public let values: [Float]
  /// The Euclidean length of ``values``.
  let norm: Float

  init(_ values: [Float]) {
    self.values = values
    norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
  }
}
