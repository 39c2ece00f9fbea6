import Domain
import Features
import Messages
import Testing

@testable import CandidatesService

@Suite("Sources")
struct SourceTests {
  private typealias Made = MadeCatalog

  @Test("Popularity is that of the narrowest segment with enough listens, then the wider ones'") func segments()
    async throws
  {
    try await CandidatesBench.run { bench async throws in
      func first(_ profile: Profile) async throws -> [String] {
        Array(try await bench.generate("popular", for: profile, candidatesMax: 50).items.prefix(3))
      }
      let everybody = ["artist:1", "artist:2", "artist:3"]
      #expect(try await first(Profile()) == everybody)
      #expect(try await first(.of([.lives("SE")])) == ["artist:20", "artist:18", "artist:10"])
      #expect(try await first(.of([.lives("SE", .from25to34)])) == ["artist:10", "artist:20", "artist:18"])
      #expect(try await first(.of([.lives("IS")])) == everybody)
      #expect(try await first(.of([.lives("JP", .under18)])) == everybody)
    }
  }

  @Test("An item that was never heard is not popular, one that the catalog lost is taken away, and both are counted")
  func unheard() async throws {
    try await CandidatesBench.run { bench in
      let popular = try await bench.generate("popular", candidatesMax: 50)
      #expect(popular.candidates.count == 29)
      #expect(!popular.items.contains("artist:30") && !popular.items.contains("artist:40"))
      #expect(popular.removed(by: "known") == 1)
    }
  }

  @Test("What was heard comes most recent first, and what only counts tell after it, most plays first")
  func recent() async throws {
    let profile = Profile.of([
      .counted(item: Made.artist(5), plays: 3), .counted(item: Made.artist(6), plays: 9),
      .heard(Made.podcast(1)), .heard(Made.track(2), artist: Made.artist(2)), .heard(Made.album(4)),
    ])
    try await CandidatesBench.run { bench in
      let recent = try await bench.generate("recent", for: profile)
      #expect(
        recent.items == ["album:4", "track:2", "artist:2", "podcast:1", "artist:6", "artist:5"]
          || recent.items == ["album:4", "artist:2", "track:2", "podcast:1", "artist:6", "artist:5"])
      #expect(recent.candidates.allSatisfy { $0.source == .recentlyHeard && $0.sourceScore.isFinite })
      #expect(recent.candidates.map(\.sourcePosition) == Array(0..<6))
      #expect(try await bench.generate("recent").items.isEmpty)
    }
  }

  @Test("Factors are folded in from the profile: what goes with it comes first, and what was heard does not come")
  func factorization() async throws {
    let profile = Profile.of((11...14).map { .heard(Made.artist($0)) })
    try await CandidatesBench.run { bench in
      let similar = try await bench.generate("similar", for: profile)
      #expect(Set(similar.items.prefix(6)) == Set((15...20).map { "artist:\($0)" }))
      #expect(Set(similar.items).isDisjoint(with: (11...14).map { "artist:\($0)" }))
      #expect(similar.candidates.prefix(6).allSatisfy { ($0.factorAffinity ?? 0) > 0 })
      let counted = Profile.of((1...4).map { .counted(item: Made.artist($0), plays: 20) })
      let others = try await bench.generate("similar", for: counted)
      #expect(Set(others.items.prefix(6)) == Set((5...10).map { "artist:\($0)" }))
    }
  }

  @Test("A listener of whom the factors know nothing gets nothing from them, and that is no degradation")
  func unfolded() async throws {
    try await CandidatesBench.run { bench in
      for profile in [Profile(), .of([.heard(Made.artist(30))]), .of([.lives("SE")])] {
        let similar = try await bench.generate("similar", for: profile)
        #expect(similar.items.isEmpty && similar.degradations.isEmpty && similar.reports.map(\.offered) == [0])
      }
    }
  }

  @Test("Every candidate carries its affinity, whatever source it came from; one the factors do not know has none")
  func affinities() async throws {
    let profile = Profile.of([.heard(Made.artist(11)), .heard(Made.artist(12))])
    try await CandidatesBench.run { bench in
      let mixed = try await bench.generate("mixed", for: profile)
      for candidate in mixed.candidates {
        let isKnown = candidate.item.kind == .podcast || candidate.item.number <= 20
        #expect((candidate.factorAffinity != nil) == isKnown, "\(candidate)")
        #expect((-1...1).contains(candidate.factorAffinity ?? 0))
      }
      #expect(Set(mixed.candidates.map(\.source)) == [.factorization, .popularity, .editorial, .rule])
    }
  }

  @Test("The editors' list keeps the editors' order and the shelf's kinds") func editorial() async throws {
    try await CandidatesBench.run { bench in
      #expect(
        try await bench.generate("editors").items == ["playlist:3", "podcast:2", "artist:30", "album:1", "playlist:1"])
      let mixed = try await bench.generate("mixed")
      #expect(mixed.candidates.filter { $0.source == .editorial }.map(\.item) == [Made.podcast(2), Made.artist(30)])
    }
  }

  @Test("Near a listener is what comes from their country, most heard there first; from everywhere when it is unknown")
  func nearby() async throws {
    try await CandidatesBench.run { bench in
      let near = try await bench.generate("near", for: .of([.lives("SE", .from25to34)]))
      let isSwedish = near.candidates.allSatisfy { Made.catalog[$0.item]?.country == "SE" }
      #expect(isSwedish && !near.candidates.isEmpty)
      let artists = near.items.filter { $0.hasPrefix("artist") }
      #expect(artists.prefix(3) == ["artist:20", "artist:18", "artist:10"])
      #expect(near.items.contains("playlist:5"))
      #expect(try await bench.generate("near", for: .of([.lives("JP")])).items.isEmpty)
      let anywhere = try await bench.generate("near")
      #expect(anywhere.items.contains("artist:1") && anywhere.items.contains("artist:2"))
    }
  }
}
