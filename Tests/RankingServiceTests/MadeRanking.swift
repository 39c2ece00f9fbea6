import Features
import Messages
import ModelWatching
import Models
import Policies
import Translation

@testable import Domain
@testable import RankingService

/// A small catalog, shelves, and a model that likes what stands late in its source's list.
enum MadeRanking {
  static let moment = Moment(seconds: 1_700_000_000)
  static let items = (1...20).map { ItemIdentifier(.artist, $0) }

  static let shelves = [
    shelf("artists", model: "ranking.artists", epsilon: 0.25),
    shelf("sure", model: "ranking.artists", epsilon: 0),
    shelf("fixed", model: nil, epsilon: 0),
  ]

  static func shelf(_ name: String, model: String?, epsilon: Double) -> ShelfDefinition {
    ShelfDefinition(
      shelf: name, title: name, reason: "because", kinds: [ItemKindName(.artist)],
      sources: [CandidateSourceName(.popularity)], candidatesMax: 100, cardsMax: 8, model: model, epsilon: epsilon,
      gate: model == nil ? nil : .init(withinSlateAreaUnderCurveMin: 0, gainOverPopularityMin: 0, impressionsMin: 0))
  }

  static func snapshot(isLive: Bool = true) -> RankingSnapshot {
    var counter = PopularityCounter(asOf: moment)
    for (index, item) in items.enumerated() {
      counter.add(
        item, by: ListenerAttributes(country: Country("SE")), at: moment.adding(seconds: -86_400 * Int64(index)),
        listens: UInt32(100 - index))
    }
    let catalog = CatalogSnapshot(
      version: 3,
      items: items.map { item in
        CatalogItem(
          item: Item(identifier: item, genre: UInt16(item.number % 5 + 1), releasedSeconds: 1_600_000_000),
          title: "Artist \(item.number)")
      })
    let version = ModelVersion(model: "ranking.artists", version: 7)
    return RankingSnapshot(
      catalog: catalog, popularity: counter.model(),
      models: isLive ? ["ranking.artists": LiveModel(version: version, model: model)] : [:])
  }

  /// Fitted so that a later place in the source's list is a likelier click, and nothing else counts.
  static let model: LogisticModel = {
    let set = FeatureSet.standard
    let count = set.definitions.count
    var values: [Float] = []
    for row in 0..<40 {
      let place = Float(row % 20)
      values += set.definitions.map { $0.name == "pair.sourcePosition" ? place / 10 : 0 }
    }
    do {
      let rows = try LabelledRows(
        columnCount: count, values: values, missing: Array(repeating: 0, count: 40 * ((count + 7) / 8)),
        labels: (0..<40).map { $0 % 20 >= 10 })
      return try LogisticModel(
        fitting: rows, names: set.definitions.map(\.name), fingerprint: set.fingerprint)
    } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The items as candidates, in the order of stage 1.
  static func candidates(_ count: Int = 20) -> [Candidate] {
    items.prefix(count).enumerated().map { position, item in
      Candidate(
        item: item, source: .popularity, sourcePosition: UInt32(position), sourceScore: -Float(position),
        factorAffinity: position.isMultiple(of: 2) ? 0.5 : nil)
    }
  }

  /// A listener with some history.
  static var profile: Profile {
    var profile = Profile()
    profile.apply(Event(moment: moment, action: .account(ListenerAttributes(country: Country("SE"), tier: .premium))))
    for (index, item) in items.prefix(5).enumerated() {
      let listen = Listen(item: item, artist: nil, context: nil, genre: 1, playedSeconds: 100, totalSeconds: 120)
      profile.apply(Event(moment: moment.adding(seconds: -3_600 * Int64(5 - index)), action: .listen(listen)))
    }
    return profile
  }

  static func request(
    _ shelf: String = "artists", page: String = "page-1", candidates: [Candidate] = candidates(), cardsMax: UInt32 = 8,
    order: Wire.RankOrder = .policy
  ) -> Wire.RankRequest {
    Wire.RankRequest(
      profile: profile.encoded(), momentMilliseconds: moment.milliseconds, page: page,
      shelves: [
        Wire.ShelfToRank(shelf: shelf, candidates: candidates.map { Wire.Candidate($0) }, cardsMax: cardsMax)
      ], order: order)
  }
}
