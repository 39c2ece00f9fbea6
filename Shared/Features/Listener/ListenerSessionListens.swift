/// The listens of the session that is going on, as log1p(count). 0 when none is; never missing.
struct ListenerSessionListens: ListenerFeature {
  let definition = FeatureDefinition.count(
    "listener.session.listens", "listens of the session going on; a session ends 30 minutes after its last listen")

  func value(of page: PageContext) -> Float? {
    page.isInSession ? Scale.count(UInt64(page.profile.sequence.sessionListens)) : 0
  }
}
