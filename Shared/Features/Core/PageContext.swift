/// What all rows of a page share: the listener, the moment, and sums that many features need.
///
/// A class, so that handing it on costs one count of references, not one for each list of the profile.
final class PageContext: Sendable {
  let profile: Profile
  let moment: Moment
  /// Decayed listens of the listener by the moment.
  let decayedListens: Float
  /// Decayed listens by kind, without regard to the time of day, and their sum; as of the profile's last moment.
  let kindListens: [Float]
  let kindListensTotal: Float
  /// The same in the moment's part of the day.
  let kindListensNow: [Float]
  let kindListensNowTotal: Float
  /// Decayed clicks on all kinds, as of the profile's last moment.
  let clicks: Float
  /// Decayed listens of all kept genres, as of the profile's last moment.
  let genreListens: Float
  /// What the listener heard after the artist, and after the album, playlist or podcast, that is now the latest.
  private let artistSuccessors: Successors?
  private let collectionSuccessors: Successors?
  /// Whether the latest listen's session is going on.
  let isInSession: Bool
  /// The listener's timed listens and the variety of what they hear, for features that cross them with a row.
  let listens: Float
  let variety: Float

  init(profile: Profile, moment: Moment) {
    self.profile = profile
    self.moment = moment
    let habits = profile.habits
    let elapsed = profile.lastMoment.map { moment.milliseconds(since: $0) } ?? 0
    let fade = Decay.factor(milliseconds: elapsed, halfLifeDays: ProfileLimits.habitHalfLifeDays)
    decayedListens = habits.hoursOfWeek.total * fade
    kindListens = ItemKind.allCases.map { habits.listens(of: $0) }
    kindListensTotal = kindListens.reduce(0, +)
    kindListensNow = ItemKind.allCases.map { habits.listens(of: $0, in: moment.dayPart) }
    kindListensNowTotal = kindListensNow.reduce(0, +)
    clicks = habits.clicksByKind.total
    genreListens = habits.genres.total
    let (sequence, latest) = (profile.sequence, profile.sequence.latest)
    artistSuccessors = latest?.artist.flatMap { sequence.transitions.successors(of: $0) }
    collectionSuccessors = latest?.collection.flatMap { sequence.transitions.successors(of: $0) }
    isInSession =
      profile.tally.lastMoment.map { last in
        moment.milliseconds(since: last) < UInt64(ProfileLimits.sessionGapMinutes) * 60_000
      } ?? false
    listens = Scale.count(UInt64(profile.tally.listens))
    variety = Float(profile.artistList.items.count) / Float(ProfileLimits.heardMax)
  }

  /// What followed what is now the latest artist or collection, for an item of that kind; nil for tracks, and when nothing
  /// is known to have followed it.
  func successors(of kind: ItemKind) -> Successors? {
    switch kind {
    case .artist: artistSuccessors
    case .track: nil
    case .album, .playlist, .podcast: collectionSuccessors
    }
  }

  /// Decayed listens of, or started from, that kind.
  func listens(of kind: ItemKind) -> Float { kindListens[Int(kind.rawValue) - 1] }

  /// The same in the moment's part of the day.
  func listensNow(of kind: ItemKind) -> Float { kindListensNow[Int(kind.rawValue) - 1] }
}
