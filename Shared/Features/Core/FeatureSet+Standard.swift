extension FeatureSet {
  /// The feature set of all shelves.
  public static let standard = FeatureSet(
    listener: standardListenerFeatures, item: standardItemFeatures, pair: standardPairFeatures)

  private static var standardListenerFeatures: [any ListenerFeature] {
    var features: [any ListenerFeature] = [ListenerAgeBand(), ListenerCountryKnown()]
    features += Tier.allCases.map { ListenerTier(tier: $0) }
    features += Platform.allCases.map { ListenerPlatform(platform: $0) }
    features += [
      ListenerListens(), ListenerCountedPlays(), ListenerDecayedListens(), ListenerActiveDays(), ListenerSinceListen(),
      ListenerSinceFirstListen(), ListenerFullShare(), ListenerSkippedShare(), ListenerPodcastShare(),
      ListenerVariety(), ListenerClicks(), ListenerLikes(), ListenerFollows(), ListenerHourHabit(),
      ListenerDayHabit(), MomentHourSine(), MomentHourCosine(), MomentWeekend(),
    ]
    return features
  }

  private static var standardItemFeatures: [any ItemFeature] {
    ItemKind.allCases.map { ItemIsKind(kind: $0) } + [ItemAge(), ItemFreshness(), ItemLength()]
  }

  private static var standardPairFeatures: [any PairFeature] {
    var features: [any PairFeature] = [
      PairPopularity(), PairSegmentPopularity(), PairSegmentLift(), PairRising(),
      PairHeard(), PairPlays(), PairDecayedListens(), PairSinceHeard(), PairSinceFirstHeard(), PairActiveDays(),
      PairPlace(), PairFullShare(), PairPartialShare(), PairSkippedShare(), PairDayPartShare(), PairWeekPartShare(),
      PairLiked(), PairFollowed(), PairHidden(),
      PairArtistHeard(), PairArtistPlays(), PairArtistDecayedListens(), PairArtistSinceHeard(),
      PairArtistFullShare(), PairArtistSkippedShare(), PairArtistLiked(), PairArtistFollowed(), PairArtistHidden(),
      PairKindShare(), PairKindNowShare(), PairKindClickShare(), PairGenreShare(), PairFactorAffinity(),
    ]
    features += CandidateSource.allCases.map { PairSource(source: $0) }
    features.append(PairSourcePosition())
    return features
  }
}
