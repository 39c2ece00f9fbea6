/// What a listener did at a moment: what the profile is a fold of.
///
/// An event carries all that the fold needs (a track's artist, for one), so that a profile rebuilt next year from the
/// log is the same, whatever the catalog says by then.
public struct Event: Hashable, Sendable {
  /// When.
  public var moment: Moment
  /// What.
  public var action: Action

  /// An event.
  public init(moment: Moment, action: Action) {
    self.moment = moment
    self.action = action
  }

  /// What was done.
  public enum Action: Hashable, Sendable {
    /// Played an item.
    case listen(Listen)
    /// Opened a card.
    case click(item: ItemIdentifier)
    /// Liked an item.
    case like(item: ItemIdentifier)
    /// Followed an artist, a playlist or a podcast.
    case follow(item: ItemIdentifier)
    /// Asked not to be shown an item again.
    case hide(item: ItemIdentifier)
    /// Played an item so many times, by another system's count that has no times.
    case counted(item: ItemIdentifier, plays: UInt32)
    /// Came to be known by these attributes; unknown parts leave the old ones.
    case account(ListenerAttributes)
  }
}

/// One play of an item.
public struct Listen: Hashable, Sendable {
  /// What was played: a track or a podcast.
  public var item: ItemIdentifier
  /// Who made it, when known.
  public var artist: ItemIdentifier?
  /// What it was started from: an album, playlist, artist or podcast; nil when started by itself.
  public var context: ItemIdentifier?
  /// The item's genre, when known.
  public var genre: UInt16?
  /// Seconds played, from 0; finite.
  public var playedSeconds: Float
  /// The whole length in seconds, above 0; finite.
  public var totalSeconds: Float
  /// What it was played on, when known.
  public var platform: Platform?

  /// A play.
  public init(
    item: ItemIdentifier, artist: ItemIdentifier? = nil, context: ItemIdentifier? = nil, genre: UInt16? = nil,
    playedSeconds: Float, totalSeconds: Float, platform: Platform? = nil
  ) {
    self.item = item
    self.artist = artist
    self.context = context
    self.genre = genre
    self.playedSeconds = playedSeconds
    self.totalSeconds = totalSeconds
    self.platform = platform
  }

  /// The album, playlist or podcast that was played from, or that was itself played.
  var collection: ItemIdentifier? {
    if let context, context.kind.isCollection { return context }
    return item.kind.isCollection ? item : nil
  }

  /// How much of the item was heard.
  public var completion: Completion {
    if playedSeconds >= 0.9 * totalSeconds { return .full }
    return playedSeconds < min(30, 0.25 * totalSeconds) ? .skipped : .partial
  }
}

/// How much of an item was heard. Raw values are stored: never renumber.
public enum Completion: UInt8, CaseIterable, Sendable {
  /// At least nine tenths.
  case full = 1
  /// Some of it.
  case partial = 2
  /// Less than 30 seconds and less than a quarter.
  case skipped = 3
}
