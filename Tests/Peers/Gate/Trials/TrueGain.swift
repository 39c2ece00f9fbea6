import Domain
import Features
import Models
import Policies
import Simulation
import Statistics
import Storage

/// How much NDCG one model has more than another on the newest pages, under the world's known chances of clicks: no luck of one
/// day's clicks, and no interval.
struct TrueGain {
  let world: TrialWorld

  /// How often the clicks of every page are drawn.
  private static let draws = 20

  /// The gain of the live model of some stores over that of others; nothing where either has none.
  func ndcg(of stores: Stores, over others: Stores) async throws -> Double {
    guard let better = try await live(in: stores), let worse = try await live(in: others) else { return 0 }
    var generator = SeededGenerator(seed: "truth")
    var gains: [Double] = []
    for page in world.pages.suffix(world.pages.count / 5) {
      let vectors = page.shelves[0].cards.compactMap(\.features)
      let chances = try chances(on: page)
      let orders = [better, worse].map { model in
        vectors.indices.sorted { (-model.score(vectors[$0]), $0) < (-model.score(vectors[$1]), $1) }
      }
      for _ in 0..<Self.draws {
        let clicks = chances.map { generator.unit() < $0 }
        let count = clicks.count { $0 }
        let values = orders.compactMap { order in
          RankingMetrics.ndcg(at: 10, relevance: order.map { clicks[$0] }, relevantCount: count)
        }
        if values.count == 2 { gains.append(values[0] - values[1]) }
      }
    }
    return gains.reduce(0, +) / Double(max(1, gains.count))
  }

  private func live(in stores: Stores) async throws -> LogisticModel? {
    guard let record = try await stores.database.liveModels().first(where: { $0.version.model == world.shelf.model })
    else { return nil }
    let artifact = try await stores.objects.get(record.key)
    return try LogisticModel(decoding: artifact.span)
  }

  private func chances(on page: ServedPage) throws -> [Double] {
    let profile = try Profile(decoding: page.profile.span)
    return try page.shelves[0].cards.enumerated().map { position, card in
      try world.world.clickProbability(
        of: card.candidate.item, listener: page.listener, shelf: world.shelf.shelf, position: position,
        at: page.moment, profile: profile)
    }
  }
}
