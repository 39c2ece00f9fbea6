import Domain
import Features

/// The range of moments.
enum MomentRule {
  /// A moment that is understood and not too far ahead.
  static func check(_ moment: Moment, received: Moment, aheadSecondsMax: Int64) throws(Rejection) -> Moment {
    try check(moment)
    let (ahead, overflow) = moment.milliseconds.subtractingReportingOverflow(received.milliseconds)
    guard !overflow, ahead <= aheadSecondsMax * 1000 else {
      throw Rejection(
        .futureMoment, field: "moment", "\(ahead / 1000) s ahead of its receipt, at most \(aheadSecondsMax) are taken")
    }
    return moment
  }

  /// Checks that a moment is understood at all.
  static func check(_ moment: Moment) throws(Rejection) {
    guard (0...IntakeLimits.momentMillisecondsMax).contains(moment.milliseconds) else {
      throw Rejection(
        .badMoment, field: "moment", "\(moment.milliseconds) ms is not within the years 1970 to 9999")
    }
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
    guard seconds >= 0 else { throw Rejection(.negativeDuration, field: field, "\(seconds) s is below 0") }
    guard seconds <= IntakeLimits.durationSecondsMax else {
      throw Rejection(.badDuration, field: field, "\(seconds) s is over \(IntakeLimits.durationSecondsMax)")
    }
    return Float(seconds == 0 ? 0 : seconds)
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
}
