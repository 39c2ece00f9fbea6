/// The part of the decayed listens of tracks and podcasts that were podcasts, 0 to 1. Missing when there are none.
struct ListenerPodcastShare: ListenerFeature {
  let definition = FeatureDefinition.share(
    "listener.podcastShare", "part of the recent listens of tracks and podcasts that were podcasts",
    missing: "no recent listens of either")

  func value(of page: PageContext) -> Float? {
    let podcasts = page.listens(of: .podcast)
    return Scale.share(podcasts, of: podcasts + page.listens(of: .track))
  }
}
