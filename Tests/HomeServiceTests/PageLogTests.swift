import Domain
import Features
import Messages
import ModelWatching
import Models
import Storage
import Testing

@testable import HomeService

@Suite("The page log")
struct PageLogTests {
  @Test("The logged page is the page that was shown: items, order, chances, vectors, profile and fingerprint")
  func asShown() async throws {
    try await HomeBench.run { bench in
      _ = try await bench.record(MadeHome.history(of: "l1"))
      let before = try await bench.profile("l1")
      let page = try await bench.page("l1")
      let logged = try await bench.loggedPages()
      #expect(logged.count == 1)
      let line = try #require(logged.first)
      #expect(line.page == page.page && line.listener == HomeBench.pseudonym("l1") && line.moment == MadeHome.moment)
      #expect(line.fingerprint == page.featureSetFingerprint)
      #expect(try Profile(decoding: line.profile.span) == before)
      #expect(line.shelves.map(\.shelf) == page.shelves.map(\.shelf))
      for (shown, kept) in zip(page.shelves, line.shelves) {
        #expect(shown.policy == kept.policy && shown.model?.version == kept.model.version)
        #expect(shown.cards.map(\.item) == kept.cards.map(\.candidate.item.description))
        #expect(shown.cards.map(\.propensity) == kept.cards.map(\.propensity))
        #expect(shown.cards.map(\.score) == kept.cards.map(\.score))
        #expect(kept.cards.allSatisfy { ($0.features == nil) == (kept.policy == "fixed") })
      }
    }
  }

  @Test("The logged vectors are computed anew, bit for bit, from the logged profile and candidates") func replay()
    async throws
  {
    let models = try MadeHome.models(isLive: true)
    try await HomeBench.run { bench in
      _ = try await bench.record(MadeHome.history(of: "l1"))
      for listener in ["l1", "nobody"] { _ = try await bench.page(listener) }
      for page in try await bench.loggedPages() {
        let profile = try Profile(decoding: page.profile.span)
        for card in page.shelves.filter({ $0.policy != "fixed" }).flatMap(\.cards) {
          let row = FeatureRow(
            item: try #require(MadeHome.catalog[card.candidate.item]).item,
            popularity: models.popularity?.model.popularity(of: card.candidate.item, for: profile.attributes),
            source: card.candidate.source, sourcePosition: card.candidate.sourcePosition,
            factorAffinity: card.candidate.factorAffinity)
          let again = FeatureSet.standard.compute(profile: profile, rows: [row], at: page.moment)
          #expect(card.features == again.vector(row: 0))
        }
      }
    }
  }

  @Test("A preview shows the same kind of page and logs nothing") func preview() async throws {
    try await HomeBench.run { bench in
      let page = try await bench.page("l1") { $0.preview = true }
      #expect(!page.shelves.isEmpty)
      #expect(try await bench.loggedPages().isEmpty)
      _ = try await bench.page("l1")
      #expect(try await bench.loggedPages().count == 1)
    }
  }
}
