/// How long the session that is going on has lasted, as log1p(seconds). Missing when none is.
struct ListenerSessionTime: ListenerFeature {
  let definition = FeatureDefinition.elapsed(
    "listener.session.time", "time since the session going on began",
    missing: "no listen in the last 30 minutes")

  func value(of page: PageContext) -> Float? {
    guard page.isInSession else { return nil }
    return page.profile.sequence.sessionStart.map { Scale.elapsed(from: $0, to: page.moment) }
  }
}
