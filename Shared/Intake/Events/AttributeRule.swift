import Domain
import Features

/// The attributes of an account. What is wrong with one repeats nothing of it: it may be something personal that went astray.
enum AttributeRule {
  /// What an account says of its listener: at least one thing. The rule of the log too: whether a city is one is asked when it
  /// comes in, and not again, so that what was folded is folded the same by every later version.
  static func attributes(of draft: EventDraft) throws(Rejection) -> ListenerAttributes {
    let attributes = ListenerAttributes(
      ageBand: try named(draft.ageBand, field: "age_band", of: "under18, 18to24, 25to34, 35to44, 45to54, 55plus") {
        AgeBand(name: $0)
      },
      country: try country(draft.country),
      city: try city(draft.city),
      tier: try named(draft.tier, field: "tier", of: "free, premium, family, student") { Tier(name: $0) },
      platform: try platform(draft.platform))
    guard attributes != ListenerAttributes() else {
      throw .missing("age_band", of: "an account without other attributes")
    }
    return attributes
  }

  /// A country that comes in, by its code; nil when absent.
  static func assignedCountry(_ text: String?) throws(Rejection) -> Country? {
    guard let text = TextRule.present(text) else { return nil }
    guard let country = CountryCode.country(text) else {
      throw Rejection(.badAttribute, field: "country", "not a country's two letters in ISO 3166-1, such as \"SE\"")
    }
    return country
  }

  /// A country of the log by its two letters, whichever were taken when it came in; nil when absent.
  static func country(_ text: String?) throws(Rejection) -> Country? {
    guard let text = TextRule.present(text) else { return nil }
    guard let country = Country(text.uppercased()) else {
      throw Rejection(
        .badAttribute, field: "country", "not two letters of ISO 3166 such as \"SE\"")
    }
    return country
  }

  /// A platform by its name, in any case; nil when absent.
  static func platform(_ text: String?) throws(Rejection) -> Platform? {
    try named(text, field: "platform", of: "phone, desktop, speaker, car, television, web") { Platform(name: $0) }
  }

  private static func city(_ text: String?) throws(Rejection) -> String? {
    guard let text else { return nil }
    return TextRule.present(
      try TextRule.normalized(text, field: "city", bytesMax: ListenerAttributes.cityBytesMax))
  }

  private static func named<Value>(
    _ text: String?, field: String, of names: String, _ make: (String) -> Value?
  ) throws(Rejection) -> Value? {
    guard let text = TextRule.present(text) else { return nil }
    guard let value = make(text.lowercased()) else {
      throw Rejection(.badAttribute, field: field, "none of \(names)")
    }
    return value
  }
}
