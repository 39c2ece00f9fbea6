import Domain
import Features
import Pipeline

/// Takes away what the listener asked not to be shown again, and what is by an artist they hid.
struct HiddenFilter: Filter {
  let name = "hidden"

  func apply(to candidates: [Candidate], for query: CandidateQuery) -> Partition<Candidate> {
    partition(candidates) { candidate in
      if query.hidden.contains(candidate.item) { return false }
      guard let artist = query.snapshot.catalog[candidate.item]?.item.artist else { return true }
      return !query.hidden.contains(artist)
    }
  }
}
