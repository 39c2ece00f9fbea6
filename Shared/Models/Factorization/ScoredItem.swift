public import Features

/// An item and a score of the model that offers it.
public struct ScoredItem: Hashable, Sendable {
  /// The item.
  public var item: ItemIdentifier
  /// Higher is better; finite; comparable only within one list.
  public var score: Float

  /// An item and its score.
  public init(item: ItemIdentifier, score: Float) {
    self.item = item
    self.score = score
  }
}
