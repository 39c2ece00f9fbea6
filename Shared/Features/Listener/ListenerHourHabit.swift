/// How usual it is for this listener to listen at this hour of the UTC day: the part of the decayed listens that fell
/// into the hour before, the hour itself and the hour after, on any day; 0 to 1. Missing without recent listens.
struct ListenerHourHabit: ListenerFeature {
  let definition = FeatureDefinition.share(
    "listener.hourHabit", "part of the recent listens within an hour of this hour of the day, on any day",
    missing: "no recent listens")

  func value(of page: PageContext) -> Float? {
    let hours = page.profile.habits.hoursOfWeek
    let hour = page.moment.hourOfDay
    var near: Float = 0
    for day in 0..<7 {
      for step in [23, 0, 1] { near += hours[day * 24 + (hour + step) % 24] }
    }
    return Scale.share(near, of: hours.total)
  }
}
