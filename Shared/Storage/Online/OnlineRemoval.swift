/// What was removed from the online store.
public struct OnlineRemoval: Hashable, Sendable {
  /// How many values.
  public var values: Int
  /// How many marks of what was seen.
  public var marks: Int

  /// A removal.
  public init(values: Int, marks: Int) {
    self.values = values
    self.marks = marks
  }
}
