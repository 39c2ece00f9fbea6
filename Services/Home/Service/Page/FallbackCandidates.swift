import Domain
import Features

/// What home can offer by itself when stage 1 does not answer: what the listener heard, and the editors' list.
enum FallbackCandidates {
  /// Candidates from the profile for a shelf of familiar items; the editors' list, where the kinds suit, for any other.
  static func candidates(for shelf: ShelfDefinition, profile: Profile, catalog: CatalogSnapshot) -> [Candidate] {
    let hidden = Set(profile.hidden)
    let isRecent = shelf.sources.contains(CandidateSourceName(.recentlyHeard))
    let source: CandidateSource = isRecent ? .recentlyHeard : .editorial
    let items = isRecent ? (profile.collections + profile.artists).map(\.item) : catalog.editorial
    let suiting = items.filter { item in
      shelf.kinds.contains(ItemKindName(item.kind)) && !hidden.contains(item) && catalog[item] != nil
    }
    return suiting.prefix(shelf.candidatesMax).enumerated().map { position, item in
      Candidate(item: item, source: source, sourcePosition: UInt32(position), sourceScore: -Float(position))
    }
  }
}
