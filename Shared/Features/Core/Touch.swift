/// What a listener did with one item, by the moment of a page, in the units of the features that read it.
///
/// Computed once for each item that the profile keeps, not once for each row. Of an item that it does not keep, counts
/// are 0, and times and shares are missing.
struct Touch {
  /// All plays, timed or counted, squeezed.
  var plays: Float = 0
  /// Decayed listens, squeezed.
  var decayedListens: Float = 0
  /// Days with a listen, squeezed.
  var activeDays: Float = 0
  /// The time since the latest listen, squeezed.
  var sinceHeard: Float?
  /// The time since the first listen, squeezed.
  var sinceFirstHeard: Float?
  /// The place in its list of heard items, most recent first, squeezed.
  var place: Float?
  /// Parts of the timed listens: those heard in full, in part, or skipped.
  var fullShare: Float?
  var partialShare: Float?
  var skippedShare: Float?
  /// The part of the timed listens in the moment's part of the day.
  var dayPartShare: Float?
  /// The part of the timed listens in the moment's part of the week: the weekend, or the rest.
  var weekPartShare: Float?
  var isLiked = false
  var isFollowed = false
  var isHidden = false

  /// Whether the listener ever heard it, as far as the profile goes back.
  var isHeard: Bool { place != nil }

  /// Takes in what the profile keeps of the item's plays.
  mutating func add(_ heard: HeardItem, place: Int, at moment: Moment) {
    plays = Scale.count(heard.plays)
    decayedListens = Scale.count(heard.decayedListens(at: moment))
    activeDays = Scale.count(UInt64(heard.activeDays))
    sinceHeard = heard.lastMoment.map { Scale.elapsed(from: $0, to: moment) }
    sinceFirstHeard = heard.firstMoment.map { Scale.elapsed(from: $0, to: moment) }
    self.place = Scale.count(UInt64(place))
    let all = Float(heard.listens)
    fullShare = Scale.share(Float(heard.full), of: all)
    partialShare = Scale.share(Float(heard.partial), of: all)
    skippedShare = Scale.share(Float(heard.skipped), of: all)
    dayPartShare = Scale.share(Float(heard.listens(in: moment.dayPart)), of: all)
    let weekend = heard.weekendListens
    weekPartShare = Scale.share(Float(moment.isWeekend ? weekend : heard.listens - weekend), of: all)
  }
}
