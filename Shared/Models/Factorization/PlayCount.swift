public import Features

/// How often a listener played an item.
public struct PlayCount: Hashable, Sendable {
  /// The listener, by any number the caller gave them.
  public var listener: UInt32
  /// The item.
  public var item: ItemIdentifier
  /// How often, above 0 and finite.
  public var plays: Float

  /// A count.
  public init(listener: UInt32, item: ItemIdentifier, plays: Float) {
    self.listener = listener
    self.item = item
    self.plays = plays
  }
}
