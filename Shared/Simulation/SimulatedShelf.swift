/// The shelves whose clicks the made world knows in particular. Raw values are shelf identifiers.
public enum SimulatedShelf: String, CaseIterable, Sendable {
  /// What one plays at this hour.
  case shortcuts
  /// Podcasts.
  case shows
  /// Playlists, for a listener without much history.
  case somethingElse = "something-else"
  /// Artists, by taste and novelty.
  case artists
}
