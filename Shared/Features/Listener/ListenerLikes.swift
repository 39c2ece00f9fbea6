/// The items that the listener likes, at most 100, as log1p(count). Never missing.
struct ListenerLikes: ListenerFeature {
  let definition = FeatureDefinition.count(
    "listener.likes", "liked items kept, at most 100")

  func value(of page: PageContext) -> Float? {
    Scale.count(UInt64(page.profile.likes.marks.count))
  }
}
