import Domain
import Features
import Messages
import RPC
import Simulation
import Statistics
import Translation
import Wording

/// The trained rankers against the popularity order, on the same candidates, judged by a made world's truth.
///
/// No luck of clicks: the expected clicks of each order are added up from the true probabilities.
struct RankingComparison {
  let peers: Peers
  let world: World

  /// How many cards of an order are judged.
  private static let cardsJudged = 8
  /// The most visits that are judged.
  private static let visitsMax = 400

  /// What the comparison came to.
  struct Outcome {
    /// For each trained shelf: name, click rate of the ranker, of popularity, and their difference with its interval.
    var shelves: [(shelf: String, ranked: Double, popular: Double, gain: MeanInterval)] = []
    /// The same over all shelves.
    var all: (ranked: Double, popular: Double, gain: MeanInterval)?

    /// The outcome as a table.
    var text: String {
      var table = TextTable(["true click rate per card", "pages", "trained", "popularity", "margin", "95 % interval"])
      var rows = shelves.map { ($0.shelf, $0.ranked, $0.popular, $0.gain) }
      if let all { rows.append(("all trained shelves", all.ranked, all.popular, all.gain)) }
      for (name, ranked, popular, gain) in rows {
        let margin = Self.percent(gain.mean)
        table.append([
          name, "\(gain.count)", Self.percent(ranked), Self.percent(popular), "\(gain.mean > 0 ? "+" : "")\(margin)",
          "\(Self.percent(gain.lower)) to \(Self.percent(gain.upper))",
        ])
      }
      return "The trained ranker against the popularity order, under the world's known truth:\n\(table.text)"
    }

    private static func percent(_ share: Double) -> String { "\(Decimals.text(share * 100, digits: 2)) %" }
  }

  /// Compares the two orders over visits.
  func compare(_ visits: [PageVisit]) async throws -> Outcome {
    var ranked: [String: [Double]] = [:]
    var orders = PopularityBaseline.features.map { ($0, [String: [Double]]()) }
    let step = max(1, visits.count / Self.visitsMax)
    for visit in visits.enumerated().filter({ $0.offset.isMultiple(of: step) }).map(\.element) {
      for shelf in try await judge(visit) {
        ranked[shelf.name, default: []].append(shelf.ranked)
        for order in orders.indices { orders[order].1[shelf.name, default: []].append(shelf.popular[order]) }
      }
    }
    // The stronger of the popularity orders over all shelves, as for gates.
    let popular = orders.max { $0.1.values.joined().reduce(0, +) < $1.1.values.joined().reduce(0, +) }?.1 ?? [:]
    var outcome = Outcome()
    for name in ranked.keys.sorted() {
      let pair = (ranked[name] ?? [], popular[name] ?? [])
      guard let row = Self.row(pair.0, pair.1) else { continue }
      outcome.shelves.append((name, row.ranked, row.popular, row.gain))
    }
    outcome.all = Self.row(
      ranked.keys.sorted().flatMap { ranked[$0] ?? [] }, ranked.keys.sorted().flatMap { popular[$0] ?? [] })
    return outcome
  }

  private static func row(
    _ ranked: [Double], _ popular: [Double]
  ) -> (ranked: Double, popular: Double, gain: MeanInterval)? {
    guard let gain = MeanInterval.pairedDifference(ranked, popular) else { return nil }
    let count = Double(ranked.count)
    return (ranked.reduce(0, +) / count, popular.reduce(0, +) / count, gain)
  }

  /// Both orders' true click rates on every trained shelf of one visit.
  private func judge(_ visit: PageVisit) async throws -> [(name: String, ranked: Double, popular: [Double])] {
    let bytes = try await profile(of: visit.listener)
    let profile = try Profile(decoding: bytes.span)
    let shelves = SimulatedShelf.allCases.map { Wire.ShelfQuery(shelf: $0.rawValue) }
    let generated = try await peers.candidates.generate(
      Wire.GenerateRequest(profile: bytes, momentMilliseconds: visit.moment.milliseconds, shelves: shelves))
    let toRank = generated.shelves.filter { $0.candidates.count > Self.cardsJudged }.map { shelf in
      Wire.ShelfToRank(shelf: shelf.shelf, candidates: Array(shelf.candidates.prefix(100)), cardsMax: 100)
    }
    let answer = try await peers.ranking.rank(
      Wire.RankRequest(
        profile: bytes, momentMilliseconds: visit.moment.milliseconds, page: "comparison", shelves: toRank,
        order: .greedy))
    return try answer.shelves.filter { ($0.model?.version ?? 0) > 0 }.map { wire in
      let shelf = try ServedShelf(wire)
      let order = shelf.cards.map(\.candidate.item)
      return (
        shelf.shelf, try rate(order, visit, shelf.shelf, profile),
        try PopularityBaseline.features.map { feature in
          try rate(Self.order(of: shelf, by: feature), visit, shelf.shelf, profile)
        }
      )
    }
  }

  private func profile(of listener: ListenerIdentifier) async throws -> [UInt8] {
    do {
      return try await peers.home.getProfile(Wire.GetProfileRequest(listener: listener.description)).profile
    } catch let status as RPCStatus where status.code == .notFound {
      return Profile().encoded()
    }
  }

  private static func order(of shelf: ServedShelf, by feature: String) -> [ItemIdentifier] {
    guard let column = FeatureSet.standard.index(of: feature) else {
      preconditionFailure("the feature set has no \(feature)")
    }
    return shelf.cards
      .map { ($0.candidate.item, $0.features?[column] ?? -.infinity) }
      .sorted { ($1.1, $0.0) < ($0.1, $1.0) }
      .map(\.0)
  }

  /// The mean true chance of a click over the first cards of an order.
  private func rate(
    _ order: [ItemIdentifier], _ visit: PageVisit, _ shelf: String, _ profile: Profile
  ) throws -> Double {
    let judged = order.prefix(Self.cardsJudged)
    let chances = try judged.enumerated().map { position, item in
      try world.clickProbability(
        of: item, listener: visit.listener, shelf: shelf, position: position, at: visit.moment, profile: profile)
    }
    return chances.reduce(0, +) / Double(chances.count)
  }
}
