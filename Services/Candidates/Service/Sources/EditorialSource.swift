import Domain
import Features
import Pipeline

/// The editors' list, in the editors' order.
struct EditorialSource: Source {
  let name = CandidateSource.editorial.name

  func candidates(for query: CandidateQuery) -> [Candidate] {
    let listed = query.snapshot.catalog.editorial.filter { query.kinds.contains($0.kind) }
    return listed.prefix(query.offeredMax).enumerated().map { position, item in
      Candidate(item: item, source: .editorial, sourcePosition: UInt32(position), sourceScore: -Float(position))
    }
  }
}
