public import Features

/// What of a profile the factor model reads: the one definition for fitting and for folding in.
public enum ListenerHistory {
  /// Plays of each artist, album, playlist and podcast in the profile, timed and counted together.
  ///
  /// Tracks stand for their artist and for what they were started from, so they are not listed on their own.
  public static func plays(of profile: Profile) -> [(item: ItemIdentifier, plays: Float)] {
    (profile.artists + profile.collections).map { (item: $0.item, plays: Float($0.plays)) }
  }
}
