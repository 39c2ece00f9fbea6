import Domain
import Pipeline

/// Keeps what the catalog has: a model may know items that were since taken away.
struct KnownItemFilter: Filter {
  let name = "known"

  func apply(to candidates: [Candidate], for query: CandidateQuery) -> Partition<Candidate> {
    partition(candidates) { query.snapshot.catalog[$0.item] != nil }
  }
}
