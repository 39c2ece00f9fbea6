import Domain
import Features

/// What could stand on each shelf of the other system's pages: a sensible pool, from which it then picks at random.
struct CandidatePool {
  let items: MadeCatalog
  private let popular: [ItemKind: [ItemIdentifier]]
  private let editorial: [ItemIdentifier]

  /// The most candidates that are known of one list of the profile.
  static let familiarMax = 20
  /// The most candidates for popularity's sake.
  static let popularMax = 25
  /// The most candidates drawn from the whole catalog.
  static let drawnMax = 35
  /// Playlists are suggested to listeners with fewer listens than this.
  static let somethingElseListensBelow: UInt32 = 300

  /// The pools of one day, by what was popular before it.
  init(items: MadeCatalog, popularity: RunningPopularity) {
    self.items = items
    var popular: [ItemKind: [ItemIdentifier]] = [:]
    for kind in [ItemKind.podcast, .playlist, .artist] { popular[kind] = popularity.top(Self.popularMax, of: kind) }
    self.popular = popular
    editorial = CatalogSnapshot(version: 1, items: items.listing).editorial
  }

  /// The candidates of every shelf that has any; no item on two shelves.
  func shelves(for life: Timeline, _ dice: inout Dice) -> [(shelf: SimulatedShelf, candidates: [Candidate])] {
    var taken = Set(life.profile.hidden)
    var shelves: [(shelf: SimulatedShelf, candidates: [Candidate])] = []
    for shelf in SimulatedShelf.allCases {
      let offered =
        switch shelf {
        case .shortcuts: familiar(life)
        case .shows: discovery(.podcast, at: life.now, &dice)
        case .somethingElse:
          life.profile.listens < Self.somethingElseListensBelow ? discovery(.playlist, at: life.now, &dice) : []
        case .artists: discovery(.artist, at: life.now, &dice)
        }
      let candidates = offered.filter { taken.insert($0.item).inserted }
      if !candidates.isEmpty { shelves.append((shelf, candidates)) }
    }
    return shelves
  }

  /// What was heard lately: albums, playlists, podcasts and artists, most recent first.
  private func familiar(_ life: Timeline) -> [Candidate] {
    let heard =
      life.profile.collections.prefix(Self.familiarMax) + life.profile.artists.prefix(Self.familiarMax)
    return heard.filter { $0.lastMoment != nil }
      .sorted { ($1.lastMoment ?? life.now, $0.item) < ($0.lastMoment ?? life.now, $1.item) }
      .enumerated()
      .map { candidate($1.item, from: .recentlyHeard, at: $0) }
  }

  /// What is popular, what editors chose, and a draw from all that is out and that anybody knows.
  private func discovery(_ kind: ItemKind, at moment: Moment, _ dice: inout Dice) -> [Candidate] {
    let popular = (popular[kind] ?? []).enumerated().map { candidate($1, from: .popularity, at: $0) }
    let chosen = editorial.filter { $0.kind == kind }.enumerated().map { candidate($1, from: .editorial, at: $0) }
    let out = items.of(kind).filter { $0.renown > 0 && $0.released <= moment }.map(\.identifier)
    let drawn = dice.pick(Self.drawnMax, of: out).enumerated().map { candidate($1, from: .rule, at: $0) }
    return popular + chosen + drawn
  }

  private func candidate(_ item: ItemIdentifier, from source: CandidateSource, at position: Int) -> Candidate {
    Candidate(item: item, source: source, sourcePosition: UInt32(position), sourceScore: 1 / Float(position + 1))
  }
}
