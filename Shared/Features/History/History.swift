/// What a listener did with one item, by the moment of a page, in the units of the features that read it.
///
/// Computed once for each item that the profile keeps and a row names, not once for each row. Of an item that it does not
/// keep, counts are 0, and times and shares are missing.
struct History {
  /// All plays, timed or counted, squeezed.
  private(set) var plays: Float = 0
  /// Decayed listens, squeezed.
  private(set) var decayedListens: Float = 0
  /// Days with a listen, squeezed.
  private(set) var activeDays: Float = 0
  /// The time since the latest listen, squeezed.
  private(set) var sinceHeard: Float?
  /// The time since the first listen, squeezed.
  private(set) var sinceFirstHeard: Float?
  /// The mean time from one listen to the next, and that between the latest two, squeezed.
  private(set) var meanGap: Float?
  private(set) var latestGap: Float?
  /// Timed listens a day with one, squeezed.
  private(set) var listensPerDay: Float?
  /// The place in its list of heard items, most recent first, squeezed.
  private(set) var place: Float?
  /// Parts of the timed listens: those heard in full, in part, or skipped.
  private(set) var fullShare: Float?
  private(set) var partialShare: Float?
  private(set) var skippedShare: Float?
  /// The part of the timed listens in the moment's part of the day.
  private(set) var dayPartShare: Float?
  /// The part of the timed listens in the moment's part of the week: the weekend, or the rest.
  private(set) var weekPartShare: Float?
  /// The part of what followed the latest artist (or album, playlist or podcast) that was this one.
  private(set) var nextShare: Float?
  /// Whether it is the latest item, artist or collection heard.
  private(set) var isLatest = false
  var isLiked = false
  var isFollowed = false
  var isHidden = false

  /// Of an item of that kind that was never touched.
  init(of kind: ItemKind, on page: PageContext) {
    nextShare = page.successors(of: kind)?.share(of: nil)
  }

  /// Whether the listener ever heard it, as far as the profile goes back.
  var isHeard: Bool { place != nil }

  /// Takes in what the profile keeps of the item's plays.
  mutating func add(_ heard: HeardItem, place: Int, on page: PageContext) {
    let moment = page.moment
    plays = Scale.count(heard.plays)
    decayedListens = Scale.count(heard.decayedListens(at: moment))
    activeDays = Scale.count(UInt64(heard.activeDays))
    self.place = Scale.count(UInt64(place))
    isLatest = page.profile.sequence.isLatest(heard.item)
    nextShare = page.successors(of: heard.item.kind)?.share(of: heard.item)
    guard let first = heard.firstMoment, let last = heard.lastMoment else { return }
    sinceHeard = Scale.elapsed(from: last, to: moment)
    sinceFirstHeard = Scale.elapsed(from: first, to: moment)
    let all = Float(heard.listens)
    listensPerDay = Scale.count(all / Float(heard.activeDays))
    if let gap = heard.latestGapMilliseconds {
      latestGap = Scale.elapsed(seconds: Float(Double(gap) / 1000))
      meanGap = Scale.elapsed(seconds: last.seconds(since: first) / Float(heard.listens - 1))
    }
    fullShare = Scale.share(Float(heard.full), of: all)
    partialShare = Scale.share(Float(heard.partial), of: all)
    skippedShare = Scale.share(Float(heard.skipped), of: all)
    dayPartShare = Scale.share(Float(heard.listens(in: moment.dayPart)), of: all)
    let weekend = heard.weekendListens
    weekPartShare = Scale.share(Float(moment.isWeekend ? weekend : heard.listens - weekend), of: all)
  }
}
