/// The UTC days on which the listener listened, as log1p(count). Never missing.
struct ListenerActiveDays: ListenerFeature {
  let definition = FeatureDefinition.count(
    "listener.activeDays", "days with a listen")

  func value(of page: PageContext) -> Float? {
    Scale.count(UInt64(page.profile.tally.activeDays))
  }
}
