import Domain
import Features
import ModelWatching
import Models
import Policies

/// Orders one shelf's candidates: features, scores, then the policy's picks.
struct ShelfRanker: Sendable {
  /// What the page is ranked by.
  let snapshot: RankingSnapshot
  /// The feature set of this process.
  let featureSet: FeatureSet
  /// The page's listener.
  let profile: Profile
  /// What the page is about.
  let moment: Moment
  /// The page's identifier, which seeds the policy.
  let page: String
  /// True to leave nothing to chance.
  let isGreedy: Bool

  /// The cards picked, as they are to be shown and logged.
  ///
  /// A shelf without a model keeps the order of its sources. A shelf whose model is not live yet does too, but explores as
  /// its policy says, so that its first model has something to learn from.
  func rank(_ shelf: ShelfDefinition, candidates: [Candidate], cardsMax: Int) throws -> ServedShelf {
    let live = shelf.model.flatMap { snapshot.models[$0] }
    let candidates = live == nil ? shelf.inOrderOfSources(candidates) : candidates
    let features = shelf.model == nil ? nil : computeFeatures(of: candidates)
    let scores: [Float]
    if let live, let features {
      // Ordered by the log-odds: chances near 0 or 1 may be the same Float where these still differ.
      scores = live.model.scores(features)
    } else {
      scores = candidates.indices.map { -Float($0) }
    }
    let policy = try policy(for: shelf)
    let picks = policy.pick(cardsMax, scores: scores, seed: "\(page)/\(shelf.shelf)")
    return ServedShelf(
      shelf: shelf.shelf,
      model: live?.version ?? ModelVersion(model: shelf.model ?? "", version: 0),
      policy: shelf.model == nil ? "fixed" : policy.name,
      cards: picks.map { pick in
        ServedCard(
          candidate: candidates[pick.candidate], score: live?.model.probability(ofScore: scores[pick.candidate]) ?? 0,
          propensity: pick.propensity, features: features?.vector(row: pick.candidate))
      },
      popularityVersion: features == nil ? 0 : snapshot.popularityVersion,
      catalogVersion: features == nil ? 0 : snapshot.catalog.version)
  }

  private func policy(for shelf: ShelfDefinition) throws -> any Policy {
    if isGreedy || shelf.model == nil { return Greedy() }
    return try EpsilonGreedy(epsilon: shelf.epsilon)
  }

  private func computeFeatures(of candidates: [Candidate]) -> FeatureMatrix {
    let rows = candidates.map { candidate in
      let place = snapshot.catalog.place(of: candidate.item)
      return FeatureRow(
        item: place.map { snapshot.catalog.items[$0].item } ?? Item(identifier: candidate.item),
        place: place.map { Int32($0) },
        popularity: snapshot.popularity?.popularity(of: candidate.item, for: profile.attributes),
        source: candidate.source, sourcePosition: candidate.sourcePosition,
        factorAffinity: candidate.factorAffinity)
    }
    return featureSet.compute(profile: profile, rows: rows, at: moment, items: snapshot.items)
  }
}
