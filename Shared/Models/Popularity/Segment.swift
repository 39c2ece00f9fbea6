import Features

/// A part of the listeners by age band and country; unknown parts mean all.
///
/// In four bytes: the age band above the country, zero where unknown.
struct Segment: Hashable, Comparable, Sendable {
  let rawValue: UInt32

  static let everybody = Segment(ageBand: nil, country: nil)

  init(ageBand: AgeBand?, country: Country?) {
    rawValue = UInt32(ageBand?.rawValue ?? 0) << 16 | UInt32(country?.rawValue ?? 0)
  }

  /// Nil unless both parts are known values or unknown, and the age band stands with a country.
  init?(rawValue: UInt32) {
    let band = UInt8(truncatingIfNeeded: rawValue >> 16)
    let country = UInt16(truncatingIfNeeded: rawValue)
    guard rawValue >> 24 == 0, band == 0 || (AgeBand(rawValue: band) != nil && country != 0),
      country == 0 || Country(rawValue: country) != nil
    else { return nil }
    self.rawValue = rawValue
  }

  /// From the listener's own segment to everybody: (age band, country), country, overall.
  static func mostSpecificFirst(_ attributes: ListenerAttributes) -> [Segment] {
    guard let country = attributes.country else { return [.everybody] }
    let whole = Segment(ageBand: nil, country: country)
    guard let ageBand = attributes.ageBand else { return [whole, .everybody] }
    return [Segment(ageBand: ageBand, country: country), whole, .everybody]
  }

  static func < (left: Segment, right: Segment) -> Bool { left.rawValue < right.rawValue }
}
