import Domain
import Features
import Pipeline

/// Keeps only what the listener has heard, or only what they have not, as the shelf wants.
struct FamiliarityFilter: Filter {
  let name = "familiarity"

  func apply(to candidates: [Candidate], for query: CandidateQuery) -> Partition<Candidate> {
    guard let familiar = query.shelf.familiar else { return Partition(kept: candidates) }
    return partition(candidates) { (query.profile.heard($0.item) != nil) == familiar }
  }
}
