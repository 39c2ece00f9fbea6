/// The listener's timed listens of all time, as log1p(count). 0 for a listener never seen; never missing.
struct ListenerListens: ListenerFeature {
  let definition = FeatureDefinition.count(
    "listener.listens", "timed listens of all time")

  func value(of page: PageContext) -> Float? {
    Scale.count(UInt64(page.profile.tally.listens))
  }
}
