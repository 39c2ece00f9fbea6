/// Distinct artists among the last ones kept, per 100, 0 to 1. Never missing.
struct ListenerVariety: ListenerFeature {
  let definition = FeatureDefinition.share(
    "listener.variety", "distinct artists kept, as a part of the 100 that can be")

  func value(of page: PageContext) -> Float? {
    page.variety
  }
}
