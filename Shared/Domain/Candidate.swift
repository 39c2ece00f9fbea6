public import Features

/// An item that might be shown, and where it came from.
public struct Candidate: Hashable, Sendable {
  /// The item.
  public var item: ItemIdentifier
  /// Where it came from.
  public var source: CandidateSource
  /// Its place in the source's own list, from 0.
  public var sourcePosition: UInt32
  /// The source's own score, finite; comparable only within one source.
  public var sourceScore: Float
  /// Agreement of the listener's and the item's factors, -1 to 1; nil when either has none.
  public var factorAffinity: Float?

  /// A candidate.
  public init(
    item: ItemIdentifier, source: CandidateSource, sourcePosition: UInt32, sourceScore: Float,
    factorAffinity: Float? = nil
  ) {
    self.item = item
    self.source = source
    self.sourcePosition = sourcePosition
    self.sourceScore = sourceScore
    self.factorAffinity = factorAffinity
  }
}
