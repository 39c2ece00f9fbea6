import Domain
import Features
import Pipeline

/// What the listener heard lately, most recent first; what is known by counts alone comes after, most plays first.
struct RecentlyHeardSource: Source {
  let name = CandidateSource.recentlyHeard.name

  func candidates(for query: CandidateQuery) -> [Candidate] {
    let suiting = query.profile.recentlyHeard.filter { query.kinds.contains($0.item.kind) }
    return suiting.prefix(query.offeredMax).enumerated().map { position, heard in
      Candidate(
        item: heard.item, source: .recentlyHeard, sourcePosition: UInt32(position),
        sourceScore: heard.decayedListens(at: query.moment))
    }
  }
}
