import Datasets
import Domain
import Features
import Intake
import Storage
import Support
import Testing

@testable import TrainingService

@Suite("The golden vectors on training's path")
struct GoldenDatasetTests {
  @Test("From the served page through log, extraction and dataset, every golden vector keeps its bits") func bits()
    async throws
  {
    let golden = try GoldenFeatures.load()
    #expect(golden.fingerprint == FeatureSet.standard.fingerprint)
    let objects = MemoryObjectStore()
    let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: "golden"))
    // A profile that knows of later moments than the page's is no page's: the dataset leaves such a one out.
    let cases = try golden.cases.filter { page in
      try Profile(decoding: page.profile.span).lastMoment.map { $0 <= page.moment } ?? true
    }
    #expect(cases.count >= 4)
    for (number, page) in cases.enumerated() {
      try await writer.append(try Self.page(page, number: number, fingerprint: golden.fingerprint))
    }
    try await writer.flush()
    let extractor = LogExtractor(
      shelves: [try MadeLog.shelf()], featureSet: .standard, limits: Self.limits,
      reader: EventLogReader(objects: objects))
    let end = try #require(cases.map(\.moment).max())
    let log = try await extractor.extract(until: end.adding(seconds: AttributionWindow.secondsDefault))
    let dataset = try #require(try log.datasets[MadeLog.model]?.finish())
    let read = try RankingDataset(decoding: dataset.encoded())
    #expect(read.featureNames == golden.names && read.rowCount == cases.reduce(0) { $0 + $1.vectors.count })
    let sorted = cases.enumerated().sorted { ($0.element.moment, $0.offset) < ($1.element.moment, $1.offset) }
    let expected = sorted.flatMap(\.element.vectors)
    for (row, vector) in expected.enumerated() {
      #expect(read.vector(row: row).values.map(\.bitPattern) == vector.values.map(\.bitPattern))
      #expect(read.vector(row: row).missing == vector.missing)
    }
  }

  /// Golden moments may lie decades apart.
  private static var limits: ExtractionLimits {
    var limits = ExtractionLimits()
    limits.pageDays = 100_000
    return limits
  }

  private static func page(_ page: GoldenFeatures.Case, number: Int, fingerprint: String) throws -> ServedPage {
    let cards = zip(page.rows, page.vectors).map { row, vector in
      ServedCard(
        candidate: Candidate(
          item: row.item.identifier, source: row.source, sourcePosition: row.sourcePosition, sourceScore: 0,
          factorAffinity: nil),
        score: 0, propensity: 1, features: vector)
    }
    let shelf = ServedShelf(
      shelf: "artists", model: ModelVersion(model: MadeLog.model, version: 0), policy: "fixed", cards: cards)
    return ServedPage(
      page: "page-\(number)", listener: try #require(ListenerIdentifier("listener")), moment: page.moment,
      profile: page.profile, fingerprint: fingerprint, shelves: [shelf])
  }
}
