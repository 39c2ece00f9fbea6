/// One row to compute: an item, how popular it is, and how it came to be a candidate. Carries no listener.
public struct FeatureRow: Hashable, Sendable {
  /// The item, from the catalog snapshot.
  public var item: Item
  /// Where the item stands in the ``ItemTable`` that the rows are computed with; nil when it is not in it, or there is none.
  public var place: Int32?
  /// How much the item is heard, from the popularity model; nil when that model does not know it.
  public var popularity: ItemPopularity?
  /// Where the candidate came from.
  public var source: CandidateSource
  /// The item's place in its source's own list, from 0.
  public var sourcePosition: UInt32
  /// Agreement of the listener's and the item's factors, -1 to 1; nil when either has none.
  public var factorAffinity: Float?

  /// A row.
  public init(
    item: Item, place: Int32? = nil, popularity: ItemPopularity?, source: CandidateSource, sourcePosition: UInt32,
    factorAffinity: Float?
  ) {
    self.item = item
    self.place = place
    self.popularity = popularity
    self.source = source
    self.sourcePosition = sourcePosition
    self.factorAffinity = factorAffinity
  }
}

/// How much an item is heard: shares of listens, each from 0 to 1 and finite.
public struct ItemPopularity: Hashable, Sendable {
  /// The item's share of all listens of its kind.
  public var overall: Float
  /// The same within the listener's segment (age band and country).
  public var inSegment: Float
  /// The share of the item's listens that fell in the last 7 of 28 days; 0.25 when steady.
  public var rising: Float

  /// Popularity by its three shares.
  public init(overall: Float, inSegment: Float, rising: Float) {
    self.overall = overall
    self.inSegment = inSegment
    self.rising = rising
  }
}
