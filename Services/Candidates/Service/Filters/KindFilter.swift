import Domain
import Features
import Pipeline

/// Keeps the kinds that the shelf may hold.
struct KindFilter: Filter {
  let name = "kind"

  func apply(to candidates: [Candidate], for query: CandidateQuery) -> Partition<Candidate> {
    partition(candidates) { query.shelf.kinds.contains(ItemKindName($0.item.kind)) }
  }
}
