/// The part of the listener's timed listens that were skipped, 0 to 1. Missing without timed listens.
struct ListenerSkippedShare: ListenerFeature {
  let definition = FeatureDefinition.share(
    "listener.skippedShare", "part of the timed listens that were skipped",
    missing: "no timed listens")

  func value(of page: PageContext) -> Float? {
    Scale.share(Float(page.profile.tally.skipped), of: Float(page.profile.tally.listens))
  }
}
