import Domain
import Features
import ModelWatching
import Models
import Pipeline

/// Makes the candidates of all shelves of a page.
struct CandidateGenerator: Sendable {
  /// What the page is made from.
  let snapshot: CandidatesSnapshot

  /// Candidates for each shelf, in the order asked.
  ///
  /// - Parameter shelves: Each with how many candidates at most.
  func generate(
    _ shelves: [(definition: ShelfDefinition, candidatesMax: Int)], profile: Profile, moment: Moment
  ) -> [ShelfCandidates] {
    let factors = snapshot.factors?.model.foldIn(ListenerHistory.plays(of: profile))
    let hidden = Set(profile.hidden)
    return shelves.map { definition, candidatesMax in
      let query = CandidateQuery(
        shelf: definition, profile: profile, moment: moment, snapshot: snapshot, factors: factors,
        offeredMax: candidatesMax, hidden: hidden)
      var result = Self.pipeline(for: definition).run(query, limit: candidatesMax)
      for index in result.candidates.indices {
        result.candidates[index].factorAffinity = affinity(of: result.candidates[index].item, for: factors)
      }
      return ShelfCandidates(shelf: definition.shelf, result: result)
    }
  }

  private func affinity(of item: ItemIdentifier, for factors: ListenerFactors?) -> Float? {
    guard let factors else { return nil }
    return snapshot.factors?.model.affinity(of: item, for: factors)
  }

  private static func pipeline(
    for shelf: ShelfDefinition
  ) -> CandidatePipeline<CandidateQuery, Candidate, ItemIdentifier> {
    CandidatePipeline(
      sources: shelf.sources.map { source(for: $0.source) },
      filters: [KnownItemFilter(), KindFilter(), HiddenFilter(), FamiliarityFilter()],
      key: \.item)
  }

  private static func source(for source: CandidateSource) -> any Source<CandidateQuery, Candidate> {
    switch source {
    case .rule: NearbySource()
    case .editorial: EditorialSource()
    case .popularity: PopularitySource()
    case .recentlyHeard: RecentlyHeardSource()
    case .factorization: FactorizationSource()
    }
  }
}

/// One shelf's candidates and how they came to be.
struct ShelfCandidates: Sendable {
  /// The shelf's identifier.
  let shelf: String
  /// The candidates, and what became of the rest.
  let result: PipelineResult<Candidate>
}
