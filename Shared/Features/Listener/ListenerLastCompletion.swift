/// How much of the latest listen was heard: 1 in full, 0.5 in part, 0 when it was skipped. Missing without timed listens.
struct ListenerLastCompletion: ListenerFeature {
  let definition = FeatureDefinition.share(
    "listener.lastCompletion", "how much of the latest listen was heard: 1 in full, 0.5 in part, 0 when skipped",
    missing: "no timed listens")

  func value(of page: PageContext) -> Float? {
    switch page.profile.sequence.latest?.completion {
    case .full: 1
    case .partial: 0.5
    case .skipped: 0
    case nil: nil
    }
  }
}
