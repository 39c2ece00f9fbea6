/// The hour of the UTC day as the cosine of its place on a circle of 24. -1 to 1, never missing.
struct MomentHourCosine: ListenerFeature {
  let definition = FeatureDefinition(
    name: "moment.hourCosine", meaning: "cosine of the hour of the UTC day on a circle of 24",
    unit: "cosine", bounds: -1...1,
    missingRule: nil)

  func value(of page: PageContext) -> Float? {
    HourCircle.sine(of: page.moment.hourOfDay + 6)
  }
}
