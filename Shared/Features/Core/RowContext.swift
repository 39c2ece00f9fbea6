/// A row as the pair features see it, with what several of them need computed once.
struct RowContext {
  let sourcePosition: UInt32
  /// From -1 to 1; nil when unknown or not finite.
  let factorAffinity: Float?
  /// Whether the listener heard the item, as far as the profile goes back.
  let isHeard: Bool
  /// The item's shares of listens, squeezed; nil when unknown or no shares.
  let popularity: Float?
  let segmentPopularity: Float?
  /// The part of the item's listens of 28 days that fell in the last 7; nil when unknown or no share.
  let rising: Float?

  /// Seconds since the item's release, 0 when it is yet to come, and its freshness; nil when unknown.
  let sinceRelease: Float?
  let freshness: Float?

  init(_ row: FeatureRow, isHeard: Bool, at moment: Moment) {
    sinceRelease = row.item.releasedSeconds.map { moment.seconds(sinceReleaseAt: $0) }
    freshness = sinceRelease.map { DeterministicMath.exp2(-$0 / ItemFreshness.halfLifeSeconds) }
    sourcePosition = row.sourcePosition
    factorAffinity = row.factorAffinity.flatMap { $0.isFinite ? min(max($0, -1), 1) : nil }
    self.isHeard = isHeard
    popularity = row.popularity.flatMap { PopularityShare.squeezed($0.overall) }
    segmentPopularity = row.popularity.flatMap { PopularityShare.squeezed($0.inSegment) }
    rising = row.popularity.flatMap { $0.rising >= 0 ? $0.rising : nil }
  }
}
