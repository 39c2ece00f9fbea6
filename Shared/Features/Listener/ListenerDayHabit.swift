/// How usual it is for this listener to listen on this day of the UTC week: the part of the decayed listens that fell
/// on it; 0 to 1. Missing without recent listens.
struct ListenerDayHabit: ListenerFeature {
  let definition = FeatureDefinition.share(
    "listener.dayHabit", "part of the recent listens on this day of the week",
    missing: "no recent listens")

  func value(of page: PageContext) -> Float? {
    let hours = page.profile.habits.hoursOfWeek
    let start = page.moment.dayOfWeek * 24
    return Scale.share(hours.weights[start..<start + 24].reduce(0, +), of: hours.total)
  }
}
