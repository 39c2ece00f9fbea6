/// The items that the listener hid, at most 500, as log1p(count). Never missing.
struct ListenerHides: ListenerFeature {
  let definition = FeatureDefinition.count(
    "listener.hides", "hidden items kept, at most 500")

  func value(of page: PageContext) -> Float? {
    Scale.count(UInt64(page.profile.hides.marks.count))
  }
}
