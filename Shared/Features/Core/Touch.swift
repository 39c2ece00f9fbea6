/// What a listener did with one item, by the moment of a page. All zero for an item the profile does not keep.
struct Touch {
  /// Timed listens, and when.
  var tally = ListenTally()
  /// All plays, timed or counted.
  var plays: UInt64 = 0
  /// Decayed listens.
  var decayedListens: Float = 0
  /// Timed listens in the moment's part of the day.
  var listensInDayPart: UInt32 = 0
  /// Timed listens in the moment's part of the week: the weekend, or the rest.
  var listensInWeekPart: UInt32 = 0
  /// The place in its list of heard items, from 0, most recent first; nil when it is in none.
  var place: UInt32?
  var isLiked = false
  var isFollowed = false
  var isHidden = false

  init() {}

  init(_ heard: HeardItem, place: Int, at moment: Moment) {
    tally = heard.tally
    plays = heard.plays
    decayedListens = heard.decayedListens(at: moment)
    listensInDayPart = heard.listens(in: moment.dayPart)
    listensInWeekPart = moment.isWeekend ? heard.weekendListens : heard.listens - heard.weekendListens
    self.place = UInt32(place)
  }

  /// Whether the listener ever heard it, as far as the profile goes back.
  var isHeard: Bool { place != nil }

  /// The part of the timed listens that so many are; nil without timed listens.
  func share(_ listens: UInt32) -> Float? {
    tally.listens > 0 ? Float(listens) / Float(tally.listens) : nil
  }
}
