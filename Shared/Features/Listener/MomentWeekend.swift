/// Whether the moment lies on a Saturday or Sunday, in UTC. 0 or 1, never missing.
struct MomentWeekend: ListenerFeature {
  let definition = FeatureDefinition.flag(
    "moment.weekend", "whether it is Saturday or Sunday, in UTC")

  func value(of page: PageContext) -> Float? {
    Scale.flag(page.moment.isWeekend)
  }
}
