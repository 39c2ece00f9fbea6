/// In what order a listener listens: the latest listen, the session it is of, and what used to follow what.
///
/// Late listens change none of it, since what stood before and after them is no longer known.
struct ListenSequence: Hashable, Sendable {
  /// What was played in the latest listen.
  struct Latest: Hashable, Sendable {
    let item: ItemIdentifier
    let artist: ItemIdentifier?
    let collection: ItemIdentifier?
    let completion: Completion
  }

  /// The latest listen that was not late; nil before the first.
  var latest: Latest?
  /// When its session began: listens less than ``ProfileLimits/sessionGapMinutes`` apart are of one session.
  var sessionStart: Moment?
  /// The session's listens, and how many of them were skipped.
  var sessionListens: UInt32 = 0
  var sessionSkipped: UInt32 = 0
  /// What followed what: artists after artists; albums, playlists and podcasts after each other.
  var transitions = TransitionTable()

  /// Whether an item was the latest heard, or the artist or collection of it.
  func isLatest(_ item: ItemIdentifier) -> Bool {
    guard let latest else { return false }
    return latest.item == item || latest.artist == item || latest.collection == item
  }

  /// Takes in a listen.
  ///
  /// - Parameter last: The moment of the latest listen before it; nil when it is the first.
  mutating func add(_ listen: Listen, _ completion: Completion, at moment: Moment, after last: Moment?) {
    if let last, moment < last { return }
    let now = Latest(
      item: listen.item, artist: listen.artist ?? (listen.item.kind == .artist ? listen.item : nil),
      collection: listen.collection, completion: completion)
    if let latest {
      if let from = latest.artist, let to = now.artist { transitions.add(from: from, to: to) }
      if let from = latest.collection, let to = now.collection { transitions.add(from: from, to: to) }
    }
    latest = now
    if let last, moment.milliseconds(since: last) < UInt64(ProfileLimits.sessionGapMinutes) * 60_000 {
      sessionListens.addSaturating(1)
    } else {
      (sessionStart, sessionListens, sessionSkipped) = (moment, 1, 0)
    }
    if completion == .skipped { sessionSkipped.addSaturating(1) }
  }
}
