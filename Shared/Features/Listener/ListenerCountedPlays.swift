/// The listener's plays by imported counts, as log1p(count). Never missing.
struct ListenerCountedPlays: ListenerFeature {
  let definition = FeatureDefinition.count(
    "listener.countedPlays", "plays by imported counts, which have no times")

  func value(of page: PageContext) -> Float? {
    Scale.count(page.profile.counted)
  }
}
