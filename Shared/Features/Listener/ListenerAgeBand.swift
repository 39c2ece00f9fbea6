/// The listener's age band by its code, 1 for the youngest to 6. Missing when unknown.
struct ListenerAgeBand: ListenerFeature {
  let definition = FeatureDefinition(
    name: "listener.ageBand", meaning: "the listener's age band, youngest first",
    unit: "code", bounds: 1...6,
    missingRule: "age band unknown")

  func value(of page: PageContext) -> Float? {
    page.profile.known.ageBand.map { Float($0.rawValue) }
  }
}
