/// The time since the listener's first listen, as log1p(seconds). Missing without timed listens.
struct ListenerSinceFirstListen: ListenerFeature {
  let definition = FeatureDefinition.elapsed(
    "listener.sinceFirstListen", "time since the first listen",
    missing: "no timed listens")

  func value(of page: PageContext) -> Float? {
    page.profile.tally.firstMoment.map { Scale.elapsed(from: $0, to: page.moment) }
  }
}
