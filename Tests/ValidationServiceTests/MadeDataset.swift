import Datasets
import Domain
import Features
import Policies

@testable import ValidationService

/// Datasets of two features out of a seed: "steady", never missing, and "spotty", missing in every fifth row.
struct MadeDataset {
  static let schema = DatasetSchema(
    fingerprint: "0123456789abcdef0123456789abcdef",
    columns: [
      DatasetSchema.Column(name: "steady", bounds: 0...1.25, missingRule: nil),
      DatasetSchema.Column(name: "spotty", bounds: -5...5, missingRule: "the item is unknown"),
    ])

  var names = ["steady", "spotty"]
  var fingerprint = MadeDataset.schema.fingerprint
  var rows = 400
  var seed: UInt64 = 1
  /// Added to every value of "steady".
  var shift: Float = 0
  /// One of "spotty" in so many rows is missing.
  var missingEvery = 5
  /// Whether "steady" is missing in the first row.
  var steadyMissing = false
  /// Every so many cards is clicked; nil for none.
  var clickEvery: Int? = 7

  /// The dataset.
  func build() throws -> RankingDataset {
    var generator = SeededGenerator(seed: seed)
    var clicks = ClickSet(clicksMax: 1_000_000)
    var builder = try RankingDatasetBuilder(
      shelf: "artists", fingerprint: fingerprint, featureNames: names, popularityFeature: names[0])
    guard let listener = ListenerIdentifier("listener") else { throw MadeDatasetError.listener }
    for row in 0..<rows {
      let item = ItemIdentifier(.artist, UInt64(row))
      let page = "page-\(row)"
      if let clickEvery, row % clickEvery == 0 {
        try clicks.add(
          ListenerEvent(
            identifier: "click-\(row)", listener: listener,
            event: Event(moment: Moment(seconds: Int64(row)), action: .click(item: item)),
            place: CardPlace(page: page, shelf: "artists")))
      }
      let candidate = Candidate(item: item, source: .popularity, sourcePosition: 0, sourceScore: 0)
      let card = ServedCard(
        candidate: candidate, score: 0, propensity: 1, features: try vector(row: row, using: &generator))
      let shelf = ServedShelf(
        shelf: "artists", model: ModelVersion(model: "ranking.artists", version: 0), policy: "fixed", cards: [card])
      try builder.add(
        ServedPage(
          page: page, listener: listener, moment: Moment(seconds: Int64(row)), profile: [], fingerprint: fingerprint,
          shelves: [shelf]),
        clicks: clicks)
    }
    return try builder.finish()
  }

  private func vector(row: Int, using generator: inout SeededGenerator) throws -> FeatureVector {
    let steady = Float.random(in: 0.1...0.9, using: &generator) + shift
    let spotty = Float.random(in: -4...4, using: &generator)
    let spottyMissing = row % missingEvery == 0
    let hidden = steadyMissing && row == 0
    return try FeatureVector(
      values: [hidden ? 0 : steady, spottyMissing ? 0 : spotty],
      missing: [(hidden ? 1 : 0) | (spottyMissing ? 2 : 0)])
  }

  enum MadeDatasetError: Error { case listener }
}
