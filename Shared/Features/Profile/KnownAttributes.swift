/// A listener's attributes as a profile keeps them: the city as bytes, so that equal means the same bytes.
struct KnownAttributes: Hashable, Sendable {
  var ageBand: AgeBand?
  var country: Country?
  /// UTF-8; empty when unknown.
  var city: [UInt8] = []
  var tier: Tier?
  var platform: Platform?
  /// Of the newest account event; nil before the first.
  var moment: Moment?

  /// The attributes as others see them.
  var attributes: ListenerAttributes {
    ListenerAttributes(
      ageBand: ageBand, country: country, city: city.isEmpty ? nil : String(decoding: city, as: UTF8.self), tier: tier,
      platform: platform)
  }

  /// Whether nothing is known.
  var isEmpty: Bool { ageBand == nil && country == nil && city.isEmpty && tier == nil && platform == nil }

  /// Fills what is unknown. A city that is too long counts as unknown.
  mutating func fill(_ other: ListenerAttributes) {
    ageBand = ageBand ?? other.ageBand
    country = country ?? other.country
    tier = tier ?? other.tier
    platform = platform ?? other.platform
    let newCity = Array((other.city ?? "").utf8)
    if city.isEmpty, newCity.count <= ListenerAttributes.cityBytesMax { city = newCity }
  }

  /// Takes in what an account event says. What is unknown leaves the old; an event older than the newest one only fills
  /// what is unknown. A city that is too long counts as unknown.
  mutating func merge(_ other: ListenerAttributes, at newMoment: Moment) {
    let isLate = moment.map { newMoment < $0 } ?? false
    ageBand = isLate ? ageBand ?? other.ageBand : other.ageBand ?? ageBand
    country = isLate ? country ?? other.country : other.country ?? country
    tier = isLate ? tier ?? other.tier : other.tier ?? tier
    platform = isLate ? platform ?? other.platform : other.platform ?? platform
    let newCity = Array((other.city ?? "").utf8)
    if !newCity.isEmpty, newCity.count <= ListenerAttributes.cityBytesMax, !isLate || city.isEmpty { city = newCity }
    moment = isLate ? moment : newMoment
  }
}
