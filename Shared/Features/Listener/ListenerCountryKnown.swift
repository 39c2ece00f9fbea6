/// Whether the listener's country is known: where it is not, segment popularity is weaker. 0 or 1, never missing.
struct ListenerCountryKnown: ListenerFeature {
  let definition = FeatureDefinition.flag(
    "listener.countryKnown", "whether the listener's country is known")

  func value(of page: PageContext) -> Float? {
    Scale.flag(page.profile.known.country != nil)
  }
}
