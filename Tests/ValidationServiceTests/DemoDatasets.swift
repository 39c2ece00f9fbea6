import Datasets
import Domain
import Features
import Models
import Simulation

@testable import ValidationService

/// Honest datasets of made worlds, and the dishonest ones that are made of them.
struct DemoDatasets {
  static let shelves = ["shortcuts", "shows", "something-else", "artists"]

  let world: World
  let history: WorldHistory

  /// A world of the demo's size, or smaller.
  init(seed: UInt64, listeners: Int = 150, weeks: Int = 2) throws {
    world = try World(
      options: WorldOptions(
        seed: seed, listeners: listeners, tracks: 800, albums: 250, artists: 120, playlists: 60, podcasts: 50,
        weeks: weeks))
    history = world.history()
  }

  /// The moment of a run at the end of so many of its days.
  func moment(day: Int) -> Moment { world.options.start.adding(seconds: Int64(day) * 86_400) }

  /// A shelf's dataset as training builds it, up to a day; pages may be changed, or left out, before.
  func build(
    _ shelf: String, day: Int? = nil, from first: Int = 0, changing change: (inout ServedPage) -> Bool = { _ in true }
  ) throws -> RankingDataset {
    let end = moment(day: day ?? world.options.days)
    var clicks = ClickSet(clicksMax: 1_000_000, until: end)
    for event in history.events { try clicks.add(event) }
    var builder = try RankingDatasetBuilder(
      shelf: shelf, fingerprint: FeatureSet.standard.fingerprint,
      featureNames: FeatureSet.standard.definitions.map(\.name), popularityFeature: "pair.popularity")
    for page in history.pages where page.moment <= end && page.moment >= moment(day: first) {
      var page = page
      let labels = clicks.labels(of: page)
      if change(&page) { try builder.add(page, labels: labels) }
    }
    return try builder.finish()
  }

  /// What a check is told besides.
  var context: CheckContext {
    var popularity = PopularityCounter(asOf: world.options.end)
    for event in history.events {
      guard case .listen(let listen) = event.event.action else { continue }
      for item in Set([listen.item, listen.artist, listen.context].compactMap(\.self)) {
        popularity.add(item, by: world.attributes(of: event.listener) ?? ListenerAttributes(), at: event.event.moment)
      }
    }
    return CheckContext(
      moment: world.options.end, exploration: 1, catalog: CatalogSnapshot(version: 1, items: world.catalog),
      popularity: popularity.model())
  }
}
