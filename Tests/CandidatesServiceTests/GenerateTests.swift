import Domain
import Features
import Messages
import Policies
import RPC
import Testing

@testable import CandidatesService

@Suite("Generate")
struct GenerateTests {
  private typealias Made = MadeCatalog

  @Test("Shelves are answered in the order asked, with the versions that were used") func order() async throws {
    try await CandidatesBench.run { bench in
      let response = try await bench.candidates.generate(
        Wire.GenerateRequest(
          momentMilliseconds: Made.moment.milliseconds,
          shelves: [Wire.ShelfQuery(shelf: "near"), Wire.ShelfQuery(shelf: "popular")]))
      #expect(response.shelves.map(\.shelf) == ["near", "popular"])
      #expect(response.catalogVersion == 9 && response.degradations.isEmpty)
      #expect(
        response.models == [
          Wire.ModelVersion(model: "popularity", version: 4), Wire.ModelVersion(model: "factorization", version: 2),
        ])
    }
  }

  @Test("Models that are not live are degradations that name the source; the other sources go on") func degraded()
    async throws
  {
    let snapshot = try Made.snapshot(isPopularityLive: false, isFactorsLive: false)
    try await CandidatesBench.run(snapshot) { bench in
      let mixed = try await bench.generate("mixed")
      #expect(mixed.items == ["podcast:2", "artist:30"])
      #expect(
        mixed.degradations.map(\.reason) == [
          "source factorization: no factor model is live", "source popularity: no popularity model is live",
          "source rule: no popularity model is live",
        ])
      #expect(
        mixed.degradations.allSatisfy { $0.code == "noModel" && $0.service == "candidates" && $0.shelf == "mixed" })
      #expect(mixed.reports.map(\.offered) == [0, 0, 2, 0])
      let recent = try await bench.generate("recent", for: .of([.heard(Made.artist(1))]))
      #expect(recent.items == ["artist:1"] && recent.degradations.isEmpty)
      #expect(recent.candidates.first?.factorAffinity == nil)
    }
  }

  @Test("A listener never seen and no profile at all are the same, and get popular items") func unknown() async throws {
    try await CandidatesBench.run { bench in
      var request = Wire.GenerateRequest(
        momentMilliseconds: Made.moment.milliseconds, shelves: MadeShelves.all.map { Wire.ShelfQuery(shelf: $0.shelf) })
      let none = try await bench.candidates.generate(request)
      request.profile = Profile().encoded()
      #expect(try await bench.candidates.generate(request) == none)
      #expect(none.shelves.first { $0.shelf == "popular" }?.candidates.isEmpty == false)
      #expect(none.shelves.first { $0.shelf == "recent" }?.candidates.isEmpty == true)
    }
  }

  @Test("An empty catalog gives empty shelves") func emptyCatalog() async throws {
    var snapshot = try Made.snapshot()
    snapshot.catalog = CatalogSnapshot(version: 0, items: [])
    try await CandidatesBench.run(snapshot) { bench async throws in
      for shelf in MadeShelves.all {
        #expect(try await bench.generate(shelf.shelf, for: .of([.heard(Made.artist(1))])).items.isEmpty)
      }
    }
  }

  @Test("Each thing that is wrong is INVALID_ARGUMENT that says what") func wrong() async throws {
    try await CandidatesBench.run { bench in
      func expect(_ request: Wire.GenerateRequest, _ words: String...) async throws {
        let status = try #require(try await bench.refusal(of: request))
        #expect(status.code == .invalidArgument)
        for word in words { #expect(status.message.contains(word), "\(status.message) does not say \(word)") }
      }
      let popular = Wire.ShelfQuery(shelf: "popular")
      try await expect(Wire.GenerateRequest(shelves: [Wire.ShelfQuery(shelf: "nowhere")]), "\"nowhere\"", "popular, ")
      try await expect(Wire.GenerateRequest(shelves: [popular, popular]), "\"popular\"", "twice")
      try await expect(
        Wire.GenerateRequest(shelves: [Wire.ShelfQuery(shelf: "popular", candidatesMax: 1001)]), "1001", "1000")
      try await expect(
        Wire.GenerateRequest(shelves: [Wire.ShelfQuery(shelf: "popular", candidatesMax: .max)]), "4294967295")
      try await expect(Wire.GenerateRequest(profile: [255, 0], shelves: [popular]), "profile")
      try await expect(
        Wire.GenerateRequest(momentMilliseconds: .max, shelves: [popular]), "moment_milliseconds")
      try await expect(
        Wire.GenerateRequest(momentMilliseconds: .min, shelves: [popular]), "moment_milliseconds")
    }
  }

  @Test("No bytes in place of a profile are worse than INVALID_ARGUMENT") func hostileProfiles() async throws {
    let seed: UInt64 = 31
    var random = SeededGenerator(seed: seed)
    let profile = Profile.of((0..<20).map { _ in random.action() }).encoded()
    try await CandidatesBench.run { bench in
      for round in 0..<200 {
        var bytes = profile
        if round.isMultiple(of: 2) {
          bytes.removeLast(1 + random.below(bytes.count - 1))
        } else {
          bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
        }
        let refusal = try await bench.refusal(
          of: Wire.GenerateRequest(
            profile: bytes, momentMilliseconds: Made.moment.milliseconds, shelves: [Wire.ShelfQuery(shelf: "mixed")]))
        #expect(refusal == nil || refusal?.code == .invalidArgument, "seed \(seed): \(bytes)")
      }
    }
  }
}
