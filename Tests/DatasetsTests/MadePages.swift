import Datasets
import Domain
import Features
import Policies

/// Served pages and datasets out of a seed, with missing values, negative numbers and many-featured vectors.
enum MadePages {
  static let fingerprint = "00112233445566778899aabbccddeeff"
  static let featureNames = ["popularity", "age", "affinity", "hour", "tier", "length", "new", "source", "position"]

  static func builder(rowsMax: Int = 10_000) throws -> RankingDatasetBuilder {
    try RankingDatasetBuilder(
      shelf: "artists", fingerprint: fingerprint, featureNames: featureNames, popularityFeature: "popularity",
      rowsMax: rowsMax)
  }

  static func page(_ number: Int, seconds: Int64, cards: Int = 4, seed: UInt64 = 1) throws -> ServedPage {
    var generator = SeededGenerator(seed: seed &* 1_000_003 &+ UInt64(number))
    let served = try (0..<cards).map { position in
      ServedCard(
        candidate: Candidate(
          item: ItemIdentifier(.artist, UInt64(number * 100 + position)), source: .popularity,
          sourcePosition: UInt32(position), sourceScore: 0),
        score: 0.5, propensity: Double.random(in: 0.01...1, using: &generator),
        features: try vector(using: &generator))
    }
    return ServedPage(
      page: "page-\(number)", listener: try listener(number), moment: Moment(seconds: seconds), profile: [],
      fingerprint: fingerprint,
      shelves: [
        ServedShelf(
          shelf: "artists", model: ModelVersion(model: "ranking.artists", version: 0), policy: "made", cards: served)
      ])
  }

  static func vector(using generator: inout SeededGenerator) throws -> FeatureVector {
    var values: [Float] = []
    var missing = [UInt8](repeating: 0, count: (featureNames.count + 7) / 8)
    for index in featureNames.indices {
      if index > 0, Int.random(in: 0..<5, using: &generator) == 0 {
        missing[index / 8] |= 1 << UInt8(index % 8)
        values.append(0)
      } else {
        values.append(Float.random(in: -10...10, using: &generator))
      }
    }
    return try FeatureVector(values: values, missing: missing)
  }

  static func click(_ number: Int, position: Int) throws -> ListenerEvent {
    ListenerEvent(
      identifier: "click-\(number)-\(position)", listener: try listener(number),
      event: Event(
        moment: Moment(seconds: Int64(number)),
        action: .click(item: ItemIdentifier(.artist, UInt64(number * 100 + position)))),
      place: CardPlace(page: "page-\(number)", shelf: "artists"))
  }

  static func dataset(pages: Int, seed: UInt64 = 1) throws -> RankingDataset {
    var clicks = ClickSet(clicksMax: 1000)
    for number in 0..<pages { try clicks.add(try click(number, position: number % 4)) }
    var builder = try builder()
    for number in 0..<pages {
      try builder.add(try page(number, seconds: Int64(number), seed: seed), clicks: clicks)
    }
    return try builder.finish()
  }

  private static func listener(_ number: Int) throws -> ListenerIdentifier {
    guard let listener = ListenerIdentifier("listener-\(number)") else { throw MadePagesError.listener }
    return listener
  }

  enum MadePagesError: Error { case listener }
}
