import Domain
import Features
import Policies

/// The other system: shows a page whose every shelf is a uniformly random pick from its pool, and logs it as served.
struct PageMaker {
  let pool: CandidatePool
  let popularity: RunningPopularity
  let policy: EpsilonGreedy

  /// The most cards on a shelf.
  static let cardsMax = 8

  /// The page for a listener now; nil when there is nothing to show.
  func page(for life: Timeline, _ dice: inout Dice) -> ServedPage? {
    let name = "page-\(life.listener.number)-\(life.now.seconds)"
    let shelves = pool.shelves(for: life, &dice).map { shelf, candidates in
      served(candidates, on: shelf, page: name, life)
    }
    guard !shelves.isEmpty else { return nil }
    return ServedPage(
      page: name, listener: life.listener.identifier, moment: life.now, profile: life.profile.encoded(),
      fingerprint: FeatureSet.standard.fingerprint, shelves: shelves)
  }

  private func served(
    _ candidates: [Candidate], on shelf: SimulatedShelf, page: String, _ life: Timeline
  ) -> ServedShelf {
    let scores = [Float](repeating: 0, count: candidates.count)
    let picks = policy.pick(Self.cardsMax, scores: scores, seed: "\(page)/\(shelf.rawValue)")
    let rows = picks.map { row(candidates[$0.candidate], life) }
    let matrix = FeatureSet.standard.compute(profile: life.profile, rows: rows, at: life.now)
    let cards = picks.enumerated().map { index, pick in
      ServedCard(
        candidate: candidates[pick.candidate], score: 0, propensity: pick.propensity,
        features: matrix.vector(row: index))
    }
    return ServedShelf(
      shelf: shelf.rawValue, model: ModelVersion(model: "ranking.\(shelf.rawValue)", version: 0),
      policy: policy.name, cards: cards)
  }

  private func row(_ candidate: Candidate, _ life: Timeline) -> FeatureRow {
    let item = pool.items[candidate.item]?.catalog.item ?? Item(identifier: candidate.item)
    return FeatureRow(
      item: item, popularity: popularity.of(candidate.item, for: life.profile.attributes), source: candidate.source,
      sourcePosition: candidate.sourcePosition, factorAffinity: nil)
  }
}
