/// The cards that the listener opened, as log1p(count). Never missing.
struct ListenerClicks: ListenerFeature {
  let definition = FeatureDefinition.count(
    "listener.clicks", "cards opened")

  func value(of page: PageContext) -> Float? {
    Scale.count(UInt64(page.profile.clicks))
  }
}
