import Domain
import Features
import Messages
import Pipeline
import Policies
import Testing

@testable import CandidatesService

@Suite("Filters and reports")
struct FilterTests {
  private typealias Made = MadeCatalog

  @Test("A hidden item never comes back, nor what its hidden artist made, from any source") func hidden() async throws {
    let profile = Profile.of([
      .heard(Made.album(1), artist: Made.artist(1)), .heard(Made.track(2), artist: Made.artist(2)),
      .heard(Made.artist(11)), .heard(Made.podcast(2)), .lives("SE"),
      .hide(item: Made.artist(1)), .hide(item: Made.artist(2)), .hide(item: Made.podcast(2)),
      .hide(item: Made.artist(20)), .hide(item: Made.playlist(3)), .hide(item: Made.artist(15)),
    ])
    let gone: Set<ItemIdentifier> = [
      Made.artist(1), Made.album(1), Made.track(1), Made.artist(2), Made.album(2), Made.track(2), Made.podcast(2),
      Made.artist(20), Made.playlist(3), Made.artist(15),
    ]
    try await CandidatesBench.run { bench in
      for shelf in MadeShelves.all {
        let generated = try await bench.generate(shelf.shelf, for: profile)
        #expect(gone.isDisjoint(with: generated.candidates.map(\.item)), "\(shelf.shelf)")
      }
      let recent = try await bench.generate("recent", for: profile)
      #expect(recent.items == ["artist:11"] && recent.removed(by: "hidden") == 5)
      #expect(try await bench.generate("editors", for: profile).removed(by: "hidden") == 3)
    }
  }

  @Test("A like after the hide brings the item back") func lifted() async throws {
    let profile = Profile.of([.hide(item: Made.playlist(3)), .like(item: Made.playlist(3))])
    try await CandidatesBench.run { bench async throws in
      #expect(try await bench.generate("editors", for: profile).items.first == "playlist:3")
    }
  }

  @Test("A shelf of new items has none that was heard; a shelf of familiar ones has no other") func familiarity()
    async throws
  {
    let profile = Profile.of([.heard(Made.artist(1)), .counted(item: Made.artist(3), plays: 2)])
    try await CandidatesBench.run { bench in
      let new = try await bench.generate("new", for: profile)
      #expect(new.items.prefix(2) == ["artist:2", "artist:4"] && !new.items.contains("artist:3"))
      #expect(
        try await bench.generate("popular", for: profile).items.prefix(3) == ["artist:1", "artist:2", "artist:3"])
    }
  }

  @Test("Each filter keeps and takes away exactly what it was given, in its order") func partitions() throws {
    let seed: UInt64 = 21
    var random = SeededGenerator(seed: seed)
    let filters: [any Filter<CandidateQuery, Candidate>] = [
      KnownItemFilter(), KindFilter(), HiddenFilter(), FamiliarityFilter(),
    ]
    let snapshot = try Made.snapshot()
    for round in 0..<100 {
      let profile = Profile.of((0..<10).map { _ in random.action() })
      let shelf = MadeShelves.all[random.below(MadeShelves.all.count)]
      let query = CandidateQuery(
        shelf: shelf, profile: profile, moment: Made.moment, snapshot: snapshot, factors: nil, offeredMax: 50,
        hidden: Set(profile.hidden))
      let candidates = (0..<30).map { position in
        Candidate(item: random.item(), source: .rule, sourcePosition: UInt32(position), sourceScore: 0)
      }
      for filter in filters {
        let split = filter.apply(to: candidates, for: query)
        let order = (split.kept + split.removed).sorted { $0.sourcePosition < $1.sourcePosition }
        #expect(order == candidates, "\(filter.name), seed \(seed), round \(round)")
        for part in [split.kept, split.removed] {
          #expect(part.map(\.sourcePosition) == part.map(\.sourcePosition).sorted())
        }
      }
    }
  }

  @Test("Reports add up: what was offered was kept, taken away by a named filter, or not taken; limits hold")
  func reports() async throws {
    let seed: UInt64 = 22
    var random = SeededGenerator(seed: seed)
    try await CandidatesBench.run { bench in
      for round in 0..<60 {
        let profile = Profile.of((0..<random.below(30)).map { _ in random.action() })
        let shelf = MadeShelves.all[random.below(MadeShelves.all.count)]
        let limit = random.below(60)
        let generated = try await bench.generate(shelf.shelf, for: profile, candidatesMax: UInt32(limit))
        let place = "seed \(seed), round \(round), \(shelf.shelf), at most \(limit)"
        #expect(generated.candidates.count <= (limit == 0 ? shelf.candidatesMax : limit), "\(place)")
        #expect(Set(generated.items).count == generated.items.count, "\(place)")
        #expect(generated.reports.map(\.source) == shelf.sources.map(\.source.name), "\(place)")
        for report in generated.reports {
          let removed = report.removed.reduce(0) { $0 + $1.removed }
          #expect(report.kept + removed <= report.offered, "\(place)")
          #expect(report.removed.allSatisfy { $0.removed > 0 && !$0.filter.isEmpty }, "\(place)")
          let own = generated.candidates.count { $0.source.name == report.source }
          #expect(Int(report.kept) == own, "\(place)")
          if shelf.sources.count == 1, limit == 0 { #expect(report.kept + removed == report.offered, "\(place)") }
        }
      }
    }
  }
}

extension SeededGenerator {
  /// Any item, in the catalog or not.
  mutating func item() -> ItemIdentifier {
    ItemIdentifier(ItemKind.allCases[below(ItemKind.allCases.count)], UInt64(below(34)))
  }

  /// Anything that a listener may do.
  mutating func action() -> Event.Action {
    switch below(6) {
    case 0: .hide(item: item())
    case 1: .like(item: item())
    case 2: .counted(item: item(), plays: UInt32(1 + below(100)))
    case 3: .lives(["SE", "NO", "IS"][below(3)], AgeBand.allCases[below(AgeBand.allCases.count)])
    default: .heard(item(), artist: ItemIdentifier(.artist, UInt64(below(34))))
    }
  }
}
