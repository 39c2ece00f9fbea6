/// The time since the listener's latest listen, as log1p(seconds). Missing without timed listens.
struct ListenerSinceListen: ListenerFeature {
  let definition = FeatureDefinition.elapsed(
    "listener.sinceListen", "time since the latest listen",
    missing: "no timed listens")

  func value(of page: PageContext) -> Float? {
    page.profile.tally.lastMoment.map { Scale.elapsed(from: $0, to: page.moment) }
  }
}
