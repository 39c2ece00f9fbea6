/// The features that are never the same for all listeners and items of a log of some size.
///
/// They are those that differ from listener to listener or from item to item by what they are: a system of one country, of one
/// tier or of one kind of item has others that are constant. Counts are not among them: where nobody listens yet all are 0.
enum VaryingFeatures {
  /// Their names.
  static let names: Set<String> = [
    "listener.sinceListen", "listener.sinceFirstListen", "listener.hourHabit", "listener.dayHabit",
    "listener.fullShare", "listener.skippedShare", "listener.lastCompletion", "listener.session.time",
    "item.age", "item.freshness", "item.length",
    "pair.sinceHeard", "pair.sinceFirstHeard", "pair.meanGap", "pair.latestGap", "pair.gapRatio", "pair.place",
    "pair.fullShare", "pair.engagement", "pair.dayPartShare",
    "pair.artist.sinceHeard", "pair.artist.meanGap", "pair.artist.gapRatio", "pair.artist.place",
    "pair.artist.fullShare", "pair.genreShare",
    "pair.popularity", "pair.segmentPopularity", "pair.segmentLift", "pair.popularityByListens", "pair.rising",
    "pair.factorAffinity", "pair.affinityByPopularity", "pair.sourcePosition",
  ]
}
