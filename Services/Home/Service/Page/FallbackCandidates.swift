import Domain
import Features

/// What home can offer by itself when stage 1 does not answer: what the listener heard, and the editors' list.
enum FallbackCandidates {
  /// Candidates from the profile for a shelf of familiar items; the editors' list for any other. What the listener hid,
  /// and what the shelf may not hold, stays away as it does in stage 1.
  static func candidates(for shelf: ShelfDefinition, profile: Profile, catalog: CatalogSnapshot) -> [Candidate] {
    let hidden = Set(profile.hidden)
    let isRecent = shelf.sources.contains(CandidateSourceName(.recentlyHeard))
    let source: CandidateSource = isRecent ? .recentlyHeard : .editorial
    let items = isRecent ? profile.recentlyHeard.map(\.item) : catalog.editorial
    let suiting = items.filter { item in
      guard shelf.kinds.contains(ItemKindName(item.kind)), catalog[item] != nil else { return false }
      guard !catalog.hides(item, hidden: hidden) else { return false }
      return shelf.familiar.map { $0 == (profile.heard(item) != nil) } ?? true
    }
    return suiting.prefix(shelf.candidatesMax).enumerated().map { position, item in
      Candidate(item: item, source: source, sourcePosition: UInt32(position), sourceScore: -Float(position))
    }
  }
}
