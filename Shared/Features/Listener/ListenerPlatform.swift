/// Whether the listener listens on one platform. 0 or 1; missing when the platform is unknown. One column a platform.
struct ListenerPlatform: ListenerFeature {
  let platform: Platform
  let definition: FeatureDefinition

  init(platform: Platform) {
    self.platform = platform
    definition = FeatureDefinition.flag(
      "listener.platform.\(platform.name)", "whether the listener listens on the platform \(platform.name)",
      missing: "platform unknown")
  }

  func value(of page: PageContext) -> Float? {
    page.profile.known.platform.map { Scale.flag($0 == platform) }
  }
}
