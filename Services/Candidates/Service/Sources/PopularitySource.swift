import Domain
import Features
import ModelWatching
import Models
import Pipeline

/// What is heard most in the listener's segment, kind by kind in turn.
struct PopularitySource: Source {
  let name = CandidateSource.popularity.name

  func candidates(for query: CandidateQuery) throws(SourceUnavailable) -> [Candidate] {
    guard let live = query.snapshot.popularity else { throw SourceUnavailable(reason: "no popularity model is live") }
    let scored = query.kinds.flatMap { kind in
      live.model.top(
        query.offeredMax, kind: kind, for: query.profile.attributes, excluding: query.excluded)
    }
    let ordered = scored.sorted { ($1.score, $0.item) < ($0.score, $1.item) }
    return ordered.enumerated().map { position, scored in
      Candidate(item: scored.item, source: .popularity, sourcePosition: UInt32(position), sourceScore: scored.score)
    }
  }
}
