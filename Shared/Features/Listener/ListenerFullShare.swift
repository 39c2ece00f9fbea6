/// The part of the listener's timed listens that were heard in full, 0 to 1. Missing without timed listens.
struct ListenerFullShare: ListenerFeature {
  let definition = FeatureDefinition.share(
    "listener.fullShare", "part of the timed listens heard in full",
    missing: "no timed listens")

  func value(of page: PageContext) -> Float? {
    Scale.share(Float(page.profile.tally.full), of: Float(page.profile.tally.listens))
  }
}
