/// The listener's listens, each halving every 28 days, by the moment, as log1p(count). Never missing.
struct ListenerDecayedListens: ListenerFeature {
  let definition = FeatureDefinition.count(
    "listener.decayedListens", "listens, each halving every 28 days")

  func value(of page: PageContext) -> Float? {
    Scale.count(page.decayedListens)
  }
}
