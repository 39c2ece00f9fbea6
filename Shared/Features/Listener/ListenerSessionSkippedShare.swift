/// The part of the listens of the session going on that were skipped, 0 to 1. Missing when none is.
struct ListenerSessionSkippedShare: ListenerFeature {
  let definition = FeatureDefinition.share(
    "listener.session.skippedShare", "part of the listens of the session going on that were skipped",
    missing: "no listen in the last 30 minutes")

  func value(of page: PageContext) -> Float? {
    guard page.isInSession else { return nil }
    let sequence = page.profile.sequence
    return Scale.share(Float(sequence.sessionSkipped), of: Float(sequence.sessionListens))
  }
}
