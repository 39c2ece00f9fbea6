import Domain
import Features

/// The range of moments.
enum MomentRule {
  /// A moment that is understood, not before the first that is taken, and not too far ahead.
  static func check(_ moment: Moment, received: Moment, aheadSecondsMax: Int64) throws(Rejection) -> Moment {
    try check(moment)
    guard moment.milliseconds >= IntakeLimits.momentMillisecondsMin else {
      throw Rejection(
        .badMoment, field: "moment", "before the year 2000: milliseconds since 1970 are needed, or a text with its zone"
      )
    }
    let (ahead, overflow) = moment.milliseconds.subtractingReportingOverflow(received.milliseconds)
    guard !overflow, ahead <= aheadSecondsMax * 1000 else {
      throw Rejection(
        .futureMoment, field: "moment", "over \(aheadSecondsMax) s ahead of its receipt: see the clock that it is from")
    }
    return moment
  }

  /// Checks that a moment is understood at all: the rule of the log.
  static func check(_ moment: Moment) throws(Rejection) {
    guard (0...IntakeLimits.momentMillisecondsMax).contains(moment.milliseconds) else {
      throw Rejection(.badMoment, field: "moment", "not within the years 1970 to 9999")
    }
  }

  /// Whether it is one of the moments that could be taken at some time.
  static func isPlausible(_ moment: Moment) -> Bool {
    (IntakeLimits.momentMillisecondsMin...IntakeLimits.momentMillisecondsMax).contains(moment.milliseconds)
  }
}

/// The range of durations.
enum DurationRule {
  /// Seconds played, from 0.
  static func played(_ seconds: Double) throws(Rejection) -> Float {
    try bounded(seconds, field: "played_seconds")
  }

  /// Seconds in all, above 0.
  static func total(_ seconds: Double) throws(Rejection) -> Float {
    let total = try bounded(seconds, field: "total_seconds")
    guard total > 0 else { throw Rejection(.badDuration, field: "total_seconds", "0 s long: above 0 is needed") }
    return total
  }

  private static func bounded(_ seconds: Double, field: String) throws(Rejection) -> Float {
    guard seconds.isFinite else { throw Rejection(.nonFiniteNumber, field: field, "not a finite number") }
    guard seconds >= 0 else { throw Rejection(.negativeDuration, field: field, "below 0: seconds are needed") }
    guard seconds <= IntakeLimits.durationSecondsMax else {
      throw Rejection(.badDuration, field: field, "over \(IntakeLimits.durationSecondsMax) s: seconds are needed")
    }
    return Float(seconds == 0 ? 0 : seconds)
  }
}

/// Whether durations that come in are seconds.
enum DurationUnitRule {
  /// Checks a listen against the length that the catalog has of its item, or where it has none against a day.
  ///
  /// Long plays pass: 20 times an item, 10 minutes of the shortest, 12 hours of any podcast. Milliseconds do not, but for plays
  /// of a few seconds.
  static func check(_ listen: Listen, of item: Item) throws(Rejection) {
    let (played, total) = (Double(listen.playedSeconds), Double(listen.totalSeconds))
    let always = item.identifier.kind == .podcast ? IntakeLimits.podcastSecondsAlways : IntakeLimits.playedSecondsAlways
    let length = item.lengthSeconds.map { Double($0) }
    let totalMax = length.map { max($0 * IntakeLimits.totalLengthsMax, always) } ?? IntakeLimits.unknownLengthSecondsMax
    guard total <= totalMax else { throw notSeconds("total_seconds", max: totalMax, length) }
    let playedMax = max(max(total, length ?? 0) * IntakeLimits.playedLengthsMax, always)
    let playedBound = length == nil ? min(playedMax, IntakeLimits.unknownLengthSecondsMax) : playedMax
    guard played <= playedBound else { throw notSeconds("played_seconds", max: playedBound, length) }
  }

  private static func notSeconds(_ field: String, max: Double, _ length: Double?) -> Rejection {
    let known = length.map { "an item of \($0) s" } ?? "an item whose length the catalog does not have"
    return Rejection(.badDuration, field: field, "over \(max) s of \(known): seconds are needed, not milliseconds")
  }
}

/// Where a click was made.
enum PlaceRule {
  /// Page and shelf; nil when neither was said.
  static func place(page: String?, shelf: String?) throws(Rejection) -> CardPlace? {
    let (page, shelf) = (TextRule.present(page), TextRule.present(shelf))
    if page == nil && shelf == nil { return nil }
    guard let page else { throw .missing("page", of: "a click with a shelf") }
    guard let shelf else { throw .missing("shelf", of: "a click with a page") }
    return CardPlace(
      page: try TextRule.identifier(page, field: "page", bytesMax: IntakeLimits.placeBytesMax),
      shelf: try TextRule.identifier(shelf, field: "shelf", bytesMax: IntakeLimits.placeBytesMax))
  }

  /// The same of a click that comes in, whose shelf must have a shelf's name. A page of another system's naming is masked when
  /// it is taken: see `Pseudonyms.masked(_:)`.
  static func incoming(page: String?, shelf: String?) throws(Rejection) -> CardPlace? {
    guard let place = try place(page: page, shelf: shelf) else { return nil }
    try TextRule.checkName(place.shelf, field: "shelf")
    return place
  }

  /// Whether a page's name is one that home gives: 32 digits, which ``HomePageName`` has a beginning for.
  static func isHomeMade(page: String) -> Bool {
    let digits = page.hasPrefix(HomePageName.prefix) ? page.dropFirst(HomePageName.prefix.count) : page[...]
    return digits.utf8.count == HomePageName.digits
      && digits.utf8.allSatisfy { (48...57).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
  }
}
