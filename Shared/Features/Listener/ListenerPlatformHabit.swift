/// How usual the platform that the listener is known to be on is for them: the part of the decayed listens on a said
/// platform that were on it; 0 to 1. Missing when the platform is unknown, or of no recent listen.
struct ListenerPlatformHabit: ListenerFeature {
  let definition = FeatureDefinition.share(
    "listener.platformHabit", "part of the recent listens on the platform that the listener is on",
    missing: "platform unknown, or of no recent listen")

  func value(of page: PageContext) -> Float? {
    let habits = page.profile.habits
    return page.profile.known.platform.flatMap { Scale.share(habits.listens(on: $0), of: habits.platforms.total) }
  }
}
