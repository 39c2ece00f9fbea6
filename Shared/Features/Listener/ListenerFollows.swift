/// The artists, playlists and podcasts that the listener follows, at most 100, as log1p(count). Never missing.
struct ListenerFollows: ListenerFeature {
  let definition = FeatureDefinition.count(
    "listener.follows", "followed items kept, at most 100")

  func value(of page: PageContext) -> Float? {
    Scale.count(UInt64(page.profile.follows.marks.count))
  }
}
