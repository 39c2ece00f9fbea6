/// The hour of the UTC day as the sine of its place on a circle of 24, so that 23 is near 0. -1 to 1, never missing.
struct MomentHourSine: ListenerFeature {
  let definition = FeatureDefinition(
    name: "moment.hourSine", meaning: "sine of the hour of the UTC day on a circle of 24",
    unit: "sine", bounds: -1...1,
    missingRule: nil)

  func value(of page: PageContext) -> Float? {
    HourCircle.sine(of: page.moment.hourOfDay)
  }
}
