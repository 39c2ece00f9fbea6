import Domain
import Features
import Pipeline

/// What the listener heard lately, most recent first; what is known by counts alone comes after, most plays first.
struct RecentlyHeardSource: Source {
  let name = CandidateSource.recentlyHeard.name

  func candidates(for query: CandidateQuery) -> [Candidate] {
    let profile = query.profile
    let heard = (profile.collections + profile.artists + profile.tracks).sorted(by: Self.isBefore)
    let suiting = heard.filter { query.kinds.contains($0.item.kind) }
    return suiting.prefix(query.offeredMax).enumerated().map { position, heard in
      Candidate(
        item: heard.item, source: .recentlyHeard, sourcePosition: UInt32(position),
        sourceScore: heard.decayedListens(at: query.moment))
    }
  }

  private static func isBefore(_ left: HeardItem, _ right: HeardItem) -> Bool {
    switch (left.lastMoment, right.lastMoment) {
    case (let leftMoment?, let rightMoment?) where leftMoment != rightMoment: leftMoment > rightMoment
    case (_?, nil): true
    case (nil, _?): false
    default: left.counted == right.counted ? left.item < right.item : left.counted > right.counted
    }
  }
}
