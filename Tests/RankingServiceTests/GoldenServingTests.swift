import Domain
import Features
import Messages
import Support
import Testing
import Translation

@testable import Models
@testable import RankingService

/// The golden vectors as `ranking` serves them: over the wire, from a catalog and a popularity model.
///
/// The file's popularities were drawn at random, so that a model has to be made for each row. Where none can say the
/// row's shares (an infinite one, or another share in the segment of a listener without one), the six features that
/// read popularity are left out; all others are compared.
@Suite("Golden vectors, served")
struct GoldenServingTests {
  @Test("What ranking serves is bit for bit what the golden file holds") func served() async throws {
    let golden = try GoldenFeatures.load()
    #expect(golden.fingerprint == FeatureSet.standard.fingerprint)
    var wholeCount = 0
    for page in golden.cases {
      let profile = try Profile(decoding: page.profile.span)
      for (index, row) in page.rows.enumerated() {
        let popularity = row.popularity.flatMap { Self.model(of: row.item.identifier, $0, for: profile.attributes) }
        let isWhole = row.popularity == nil || popularity != nil
        wholeCount += isWhole ? 1 : 0
        let served = try await serve(row, page: page, popularity: popularity)
        for (column, name) in golden.names.enumerated() where isWhole || !Self.readsPopularity(name) {
          let expected = page.vectors[index][column]
          #expect(
            served[column]?.bitPattern == expected?.bitPattern, "\(page.name), row \(index): \(name)")
        }
      }
    }
    #expect(wholeCount >= 20, "few rows were compared whole: are the made models still right?")
  }

  private func serve(
    _ row: FeatureRow, page: GoldenFeatures.Case, popularity: PopularityModel?
  ) async throws -> FeatureVector {
    var snapshot = MadeRanking.snapshot()
    snapshot.catalog = CatalogSnapshot(version: 1, items: [CatalogItem(item: row.item, title: "golden")])
    snapshot.popularity = popularity
    // What is not finite counts as missing in the core; the wire does not carry it.
    let affinity = row.factorAffinity.flatMap { $0.isFinite ? $0 : nil }
    let candidate = Candidate(
      item: row.item.identifier, source: row.source, sourcePosition: row.sourcePosition, sourceScore: 0,
      factorAffinity: affinity)
    var request = MadeRanking.request(candidates: [candidate], cardsMax: 1)
    request.profile = page.profile
    request.momentMilliseconds = page.moment.milliseconds
    request.featureSetFingerprint = FeatureSet.standard.fingerprint
    var served: FeatureVector?
    try await RankingBench.run(snapshot) { bench in
      served = try await bench.rank(request).shelf.cards.first?.features
    }
    return try #require(served)
  }

  private static func readsPopularity(_ name: String) -> Bool {
    [
      "pair.popularity", "pair.segmentPopularity", "pair.segmentLift", "pair.rising", "pair.affinityByPopularity",
      "pair.popularityByListens",
    ].contains(name)
  }

  /// A model that says exactly these shares of an item; nil when none can.
  private static func model(
    of item: ItemIdentifier, _ shares: ItemPopularity, for attributes: ListenerAttributes
  ) -> PopularityModel? {
    let total = 0x1p52
    let monthly = 0x1p40
    guard [shares.overall, shares.inSegment, shares.rising].allSatisfy({ $0 > 0 && $0 < 1 }),
      Double(shares.rising) * monthly >= 1, let narrowest = Segment.mostSpecificFirst(attributes).first
    else { return nil }
    let filler = ItemIdentifier(item.kind, ItemIdentifier.numberMax)
    var segments: [Segment: SegmentListens] = [:]
    for (segment, share) in [(narrowest, shares.inSegment), (.everybody, shares.overall)] {
      let heard = UInt64(Double(share) * total)
      segments[segment] = SegmentListens(items: [item, filler], listens: [heard, UInt64(total) - heard])
    }
    let recent = RecentListens(month: UInt64(monthly) - 4, week: UInt64(Double(shares.rising) * monthly) - 1)
    let model = PopularityModel(
      moment: MadeRanking.moment, segments: segments, recent: [recent, RecentListens()])
    return model.popularity(of: item, for: attributes) == shares ? model : nil
  }
}
