import Domain
import Features
import ModelWatching
import Models
import Pipeline

/// What listeners with the same taste listen to: the nearest items to the listener's factors, by an exact scan.
struct FactorizationSource: Source {
  let name = CandidateSource.factorization.name

  func candidates(for query: CandidateQuery) throws(SourceUnavailable) -> [Candidate] {
    guard let live = query.snapshot.factors else { throw SourceUnavailable(reason: "no factor model is live") }
    guard let factors = query.factors else { return [] }
    let nearest = live.model.top(
      query.offeredMax, kinds: Set(query.kinds), for: factors, excluding: query.excluded)
    return nearest.enumerated().map { position, scored in
      Candidate(
        item: scored.item, source: .factorization, sourcePosition: UInt32(position), sourceScore: scored.score)
    }
  }
}
