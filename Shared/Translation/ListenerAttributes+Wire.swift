import Domain
public import Features
public import Messages

extension ListenerAttributes {
  /// Attributes as a message tells them; an empty text is an unknown part.
  ///
  /// - Throws: For a name that is not the contract's, a country whose code `CountryCode` does not take, or too long a city.
  public init(_ wire: Wire.ListenerAttributes) throws(TranslationError) {
    let limit = ListenerAttributes.cityBytesMax
    guard wire.city.utf8.count <= limit else {
      throw TranslationError("city", .tooLong(bytes: wire.city.utf8.count, limit: limit))
    }
    let country = CountryCode.country(wire.country)
    guard wire.country.isEmpty || country != nil else { throw TranslationError("country", .invalidCountry) }
    self.init(
      ageBand: try FieldCheck.named(wire.ageBand, "age_band", allowed: AgeBand.allCases.map(\.name)) {
        AgeBand(name: $0)
      },
      country: country,
      city: wire.city.isEmpty ? nil : wire.city,
      tier: try FieldCheck.named(wire.tier, "tier", allowed: Tier.allCases.map(\.name)) { Tier(name: $0) },
      platform: try FieldCheck.named(wire.platform, "platform", allowed: Platform.allCases.map(\.name)) {
        Platform(name: $0)
      })
  }
}

extension Wire.ListenerAttributes {
  /// The attributes as a message; an unknown part is an empty text.
  public init(_ attributes: ListenerAttributes) {
    self.init(
      ageBand: attributes.ageBand?.name ?? "", country: attributes.country?.description ?? "",
      city: attributes.city ?? "", tier: attributes.tier?.name ?? "", platform: attributes.platform?.name ?? "")
  }
}
