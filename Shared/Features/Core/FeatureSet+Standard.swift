extension FeatureSet {
  /// The feature set of all shelves.
  public static let standard = FeatureSet(
    FeatureGroups(
      listener: standardListenerFeatures, item: standardItemFeatures, kind: standardKindFeatures,
      source: CandidateSource.allCases.map { PairSource(source: $0) }, history: standardHistoryFeatures,
      artistHistory: standardArtistFeatures, genre: standardGenreFeatures, pair: standardPairFeatures))

  private static var standardListenerFeatures: [any ListenerFeature] {
    var features: [any ListenerFeature] = [ListenerAgeBand(), ListenerCountryKnown()]
    features += Tier.allCases.map { ListenerTier(tier: $0) }
    features += Platform.allCases.map { ListenerPlatform(platform: $0) }
    features += [
      ListenerListens(), ListenerCountedPlays(), ListenerDecayedListens(), ListenerActiveDays(), ListenerSinceListen(),
      ListenerSinceFirstListen(), ListenerFullShare(), ListenerSkippedShare(), ListenerPodcastShare(),
      ListenerVariety(), ListenerClicks(), ListenerLikes(), ListenerFollows(), ListenerHides(), ListenerHourHabit(),
      ListenerDayHabit(), ListenerPlatformHabit(), ListenerLastCompletion(), ListenerSessionListens(),
      ListenerSessionTime(), ListenerSessionSkippedShare(), MomentHourSine(), MomentHourCosine(), MomentWeekend(),
    ]
    features += (0..<ListenerCityHash.columnCount).map { ListenerCityHash(column: $0) }
    return features
  }

  private static var standardItemFeatures: [any ItemFeature] {
    var features: [any ItemFeature] = [ItemLength()]
    features += (0..<ItemGenreHash.columnCount).map { ItemGenreHash(column: $0) }
    features += (0..<ItemArtistHash.columnCount).map { ItemArtistHash(column: $0) }
    return features
  }

  private static var standardKindFeatures: [any KindFeature] {
    var features: [any KindFeature] = ItemKind.allCases.map { ItemIsKind(kind: $0) }
    features += [PairKindShare(), PairKindNowShare(), PairKindNowLift(), PairKindClickShare()]
    features += (0..<PairTierKindHash.columnCount).map { PairTierKindHash(column: $0) }
    return features
  }

  private static var standardHistoryFeatures: [any HistoryFeature] {
    [
      PairHeard(), PairPlays(), PairDecayedListens(), PairSinceHeard(), PairSinceFirstHeard(), PairMeanGap(),
      PairLatestGap(), PairGapRatio(), PairActiveDays(), PairListensPerDay(), PairPlace(), PairIsLatest(),
      PairNextShare(), PairFullShare(), PairPartialShare(), PairSkippedShare(), PairEngagement(), PairDayPartShare(),
      PairWeekPartShare(), PairLiked(), PairFollowed(), PairHidden(),
    ]
  }

  private static var standardArtistFeatures: [any HistoryFeature] {
    [
      PairArtistHeard(), PairArtistPlays(), PairArtistDecayedListens(), PairArtistSinceHeard(), PairArtistMeanGap(),
      PairArtistGapRatio(), PairArtistPlace(), PairArtistIsLatest(), PairArtistNextShare(), PairArtistFullShare(),
      PairArtistSkippedShare(), PairArtistLiked(), PairArtistFollowed(), PairArtistHidden(),
    ]
  }

  private static var standardGenreFeatures: [any GenreFeature] {
    [PairGenreShare()] + (0..<PairCountryGenreHash.columnCount).map { PairCountryGenreHash(column: $0) }
  }

  private static var standardPairFeatures: [any PairFeature] {
    [
      ItemAge(), ItemFreshness(), PairPopularity(), PairSegmentPopularity(), PairSegmentLift(), PairRising(),
      PairFactorAffinity(), PairSourcePosition(), PairAffinityWhenNew(), PairAffinityByPopularity(),
      PairPopularityByListens(), PairFreshnessByVariety(),
    ]
  }
}
