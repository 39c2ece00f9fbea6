import Domain
import Features
import ModelWatching
import Models
import Pipeline

/// A rule: what comes from the listener's country, the most popular there first; from everywhere when the country is unknown.
struct NearbySource: Source {
  let name = CandidateSource.rule.name

  func candidates(for query: CandidateQuery) throws(SourceUnavailable) -> [Candidate] {
    guard let live = query.snapshot.popularity else { throw SourceUnavailable(reason: "no popularity model is live") }
    let attributes = ListenerAttributes(country: query.profile.attributes.country)
    let country = attributes.country?.description
    let near = query.kinds
      .flatMap { live.model.top(Self.scannedMax, kind: $0, for: attributes, excluding: query.excluded) }
      .filter { country == nil || query.snapshot.catalog[$0.item]?.country == country }
      .sorted { ($1.score, $0.item) < ($0.score, $1.item) }
    return near.prefix(query.offeredMax).enumerated().map { position, scored in
      Candidate(item: scored.item, source: .rule, sourcePosition: UInt32(position), sourceScore: scored.score)
    }
  }

  /// How many of the most popular items of a kind are looked through.
  private static let scannedMax = 1000
}
