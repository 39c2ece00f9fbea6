/// What is known of a listener at a moment: a fold of events, the same online and in replay.
///
/// The same events in the same order give the same profile and the same bytes, in any process, however often it was
/// encoded and decoded between them. Bounded: see ``ProfileLimits``.
///
/// Events that come late (their moment is before ``lastMoment``) are counted as what is left of them by then: full
/// counts count, decayed counters get the faded part, moments take the earliest and the latest. Only the decayed
/// counters' last bits, what falls out of full lists, and days between the first and the last day depend on the order.
public struct Profile: Hashable, Sendable {
  /// How many events were taken in, of all kinds: which of a listener's events the profile is the fold of.
  public internal(set) var eventCount: UInt64 = 0
  /// All timed listens, and when.
  public internal(set) var tally = ListenTally()
  /// Plays by imported counts, which have no times.
  public internal(set) var counted: UInt64 = 0
  /// Cards opened.
  public internal(set) var clicks: UInt32 = 0
  /// The latest moment of a listen, click, like, follow or hide: what the habits are as of. Nil before the first.
  public internal(set) var lastMoment: Moment?

  var known = KnownAttributes()
  var habits = Habits()
  var sequence = ListenSequence()
  var artistList = HeardList()
  var trackList = HeardList()
  var collectionList = HeardList()
  var likes = MarkList()
  var follows = MarkList()
  var hides = MarkList()

  /// The profile of a listener never seen.
  public init() {}

  /// What is known apart from what they did.
  public var attributes: ListenerAttributes { known.attributes }

  /// Timed listens.
  public var listens: UInt32 { tally.listens }

  /// At most 100 artists, most recent first; those known by counts only after them, most plays first.
  public var artists: [HeardItem] { artistList.items }

  /// At most 100 tracks, in the same order.
  public var tracks: [HeardItem] { trackList.items }

  /// At most 100 albums, playlists and podcasts, in the same order.
  public var collections: [HeardItem] { collectionList.items }

  /// What is kept of an item, in whichever list it stands; nil when it was not heard, or was forgotten.
  ///
  /// Looks through up to 100 items.
  public func heard(_ item: ItemIdentifier) -> HeardItem? {
    list(of: item.kind)[item]
  }

  /// The list in which items of that kind stand.
  func list(of kind: ItemKind) -> HeardList {
    switch kind {
    case .artist: artistList
    case .track: trackList
    case .album, .playlist, .podcast: collectionList
    }
  }

  /// Liked items, newest first, at most 100.
  public var liked: [ItemIdentifier] { likes.marks.map(\.item) }

  /// Followed items, newest first, at most 100.
  public var followed: [ItemIdentifier] { follows.marks.map(\.item) }

  /// Hidden items, newest first, at most 500.
  public var hidden: [ItemIdentifier] { hides.marks.map(\.item) }
}
