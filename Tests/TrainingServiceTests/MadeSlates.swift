import Datasets
import Domain
import Features
import Glibc
import Models
import Policies

/// Slates out of a seed: clicks follow the feature "taste"; one popularity says a little of it, the other nothing.
struct MadeSlates {
  var seed: UInt64 = 1
  var listeners = 120
  var slatesEach = 4
  var cards = 8
  /// How much taste decides.
  var strength = 3.0
  /// How much listeners differ in how often they click.
  var readiness = 0.0
  /// Changes a card's values when it is known whether it was clicked: a leak.
  var leak: @Sendable (_ values: inout [Float?], _ isClicked: Bool, _ row: Int) -> Void = { _, _, _ in }

  static let names = [
    "pair.popularity", "taste", "readiness", "pair.segmentPopularity", "noise", "otherNoise", "sometimes",
  ]

  func dataset() throws -> RankingDataset {
    var builder = try RankingDatasetBuilder(
      shelf: "artists", fingerprint: "f", featureNames: Self.names, popularityFeature: "pair.popularity")
    var generator = SeededGenerator(seed: seed)
    var row = 0
    for number in 0..<listeners * slatesEach {
      let listener = try listener(number % listeners)
      let (page, clicks) = try page(number, of: listener, &row, using: &generator)
      var set = ClickSet(clicksMax: 1000)
      for click in clicks { try set.add(click) }
      try builder.add(page, labels: set.labels(of: page))
    }
    return try builder.finish()
  }

  /// A model fitted to these slates for a weight of 1, to clicks of chance for another; its odds are scaled by `chances`.
  func model(weight: Float, chances: Double = 1) throws -> LogisticModel {
    var made = self
    if weight != 1 { (made.seed, made.strength) = (seed + 99, 0) }
    let dataset = try made.dataset()
    let labelled = try LabelledRows(
      columnCount: dataset.featureCount, values: dataset.values, missing: dataset.missing, labels: dataset.labels)
    let fitted = try LogisticModel(fitting: labelled, names: dataset.featureNames, fingerprint: "f")
    return fitted.scaled(by: 1, adding: log(chances))
  }

  private func listener(_ number: Int) throws -> ListenerIdentifier {
    guard let listener = ListenerIdentifier("listener-\(number)") else { throw MadeLog.MadeLogError.listener }
    return listener
  }

  private func page(
    _ number: Int, of listener: ListenerIdentifier, _ row: inout Int, using generator: inout SeededGenerator
  ) throws -> (ServedPage, [ListenerEvent]) {
    let moment = MadeLog.start.adding(seconds: Int64(number) * 10)
    let ready = Double(number % listeners) / Double(listeners) - 0.5
    var clicks: [ListenerEvent] = []
    var served: [ServedCard] = []
    for position in 0..<cards {
      let item = ItemIdentifier(.artist, UInt64(number * 100 + position))
      let taste = generator.unit() * 2 - 1
      let isClicked = generator.unit() < 1 / (1 + exp(1.5 - strength * taste - readiness * ready))
      let noises = [generator.unit(), generator.unit(), generator.unit(), generator.unit()]
      var values: [Float?] = [
        Float(noises[0]), Float(taste), Float(ready), Float(taste + 8 * noises[1]), Float(noises[2]), Float(noises[3]),
        Int(noises[0] * 1000) % 4 == 0 ? nil : Float(noises[1]),
      ]
      leak(&values, isClicked, row)
      row += 1
      if isClicked {
        clicks.append(
          ListenerEvent(
            identifier: "click-\(number)-\(position)", listener: listener,
            event: Event(moment: moment.adding(seconds: 5), action: .click(item: item)),
            place: CardPlace(page: "page-\(number)", shelf: "artists")))
      }
      served.append(try card(item, position: position, values))
    }
    let shelf = ServedShelf(
      shelf: "artists", model: ModelVersion(model: "ranking.artists", version: 0), policy: "sampled", cards: served)
    let page = ServedPage(
      page: "page-\(number)", listener: listener, moment: moment, profile: Profile().encoded(), fingerprint: "f",
      shelves: [shelf])
    return (page, clicks)
  }

  private func card(_ item: ItemIdentifier, position: Int, _ values: [Float?]) throws -> ServedCard {
    var missing = [UInt8](repeating: 0, count: 1)
    for (index, value) in values.enumerated() where value == nil { missing[0] |= 1 << UInt8(index) }
    let candidate = Candidate(item: item, source: .popularity, sourcePosition: UInt32(position), sourceScore: 0)
    return ServedCard(
      candidate: candidate, score: 0, propensity: 0.5,
      features: try FeatureVector(values: values.map { ($0 ?? 0) + 0 }, missing: missing))
  }
}
