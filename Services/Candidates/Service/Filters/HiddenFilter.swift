import Domain
import Features
import Pipeline

/// Takes away what the listener asked not to be shown again, and what is by an artist they hid.
struct HiddenFilter: Filter {
  let name = "hidden"

  func apply(to candidates: [Candidate], for query: CandidateQuery) -> Partition<Candidate> {
    partition(candidates) { !query.snapshot.catalog.hides($0.item, hidden: query.hidden) }
  }
}
