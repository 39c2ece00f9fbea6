import Features

@testable import Domain

/// One shelf for each source, and one of several.
enum MadeShelves {
  static let all = [
    shelf("popular", ["artist"], ["popularity"]),
    shelf("recent", ["artist", "album", "playlist", "podcast", "track"], ["recentlyHeard"], familiar: true),
    shelf("similar", ["artist"], ["factorization"], familiar: false),
    shelf("mixed", ["artist", "podcast"], ["factorization", "popularity", "editorial", "rule"]),
    shelf("editors", ["playlist", "podcast", "artist", "album"], ["editorial"]),
    shelf("near", ["artist", "playlist"], ["rule"]),
    shelf("new", ["artist"], ["popularity"], familiar: false),
  ]

  static func shelf(
    _ name: String, _ kinds: [String], _ sources: [String], familiar: Bool? = nil, candidatesMax: Int = 50
  ) -> ShelfDefinition {
    ShelfDefinition(
      shelf: name, title: name, reason: "because",
      kinds: kinds.compactMap { ItemKind(name: $0).map(ItemKindName.init) },
      sources: sources.compactMap { CandidateSource(name: $0).map(CandidateSourceName.init) }, familiar: familiar,
      candidatesMax: candidatesMax, cardsMax: 8, epsilon: 0)
  }
}
