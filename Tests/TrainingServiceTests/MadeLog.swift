import Domain
import Features
import Glibc
import Intake
import Policies
import Storage

/// A small log out of a seed: listeners of two tastes, and pages whose clicks follow one feature, "pair.factorAffinity".
struct MadeLog {
  /// The moment of the first page.
  static let start = Moment(seconds: 1_700_000_000)
  /// Later than everything in the log.
  static let end = start.adding(seconds: 1_000_000)
  /// The model of the one shelf.
  static let model = "ranking.artists"

  var seed: UInt64 = 1
  var listeners = 40
  var pages = 120
  var cardCount = 5
  /// The number of the first page. Pages are ten seconds apart, all within one hour, so that the hour does not drift.
  var firstPage = 0
  /// Added to a feature of every vector, by name.
  var shifts: [String: Float] = [:]
  /// How much the feature decides; 0 makes clicks pure chance.
  var strength = 6.0

  /// The shelf that the pages show, as a configuration says it.
  static func shelf(areaMin: Double = 0.6, gainMin: Double = 0, impressionsMin: Int = 200) throws -> ShelfDefinition {
    try Shelves(
      json: Array(shelvesText(areaMin: areaMin, gainMin: gainMin, impressionsMin: impressionsMin).utf8)
    ).definitions[0]
  }

  /// The configuration of that one shelf.
  static func shelvesText(areaMin: Double = 0.6, gainMin: Double = 0, impressionsMin: Int = 200) -> String {
    """
    [{"shelf": "artists", "title": "Artists for you", "reason": "made", "kinds": ["artist"], "sources": ["popularity"],
    "candidatesMax": 100, "cardsMax": 5, "model": "\(model)", "epsilon": 0.1, "gate": {
    "withinSlateAreaUnderCurveMin": \(areaMin), "gainOverPopularityMin": \(gainMin), "impressionsMin": \(impressionsMin)}}]
    """
  }

  /// Writes the listens, as far as there are listeners, and the pages with their clicks.
  func write(to objects: any ObjectStore) async throws {
    let writer = EventLogWriter(objects: objects, writer: LogWriterName(fixed: "made-\(seed)-\(firstPage)"))
    var generator = SeededGenerator(seed: seed)
    for number in 0..<listeners { try await writer.append(try listens(of: number, using: &generator)) }
    for number in firstPage..<firstPage + pages {
      let (page, clicks) = try page(number, using: &generator)
      try await writer.append(page)
      try await writer.append(clicks)
    }
    try await writer.flush()
  }

  /// Each listener plays ten of the twenty artists of their half, the other half never; who is popular says little of it.
  private func listens(of number: Int, using generator: inout SeededGenerator) throws -> [ListenerEvent] {
    let listener = try Self.listener(number)
    var events = [
      ListenerEvent(
        identifier: "account-\(number)", listener: listener,
        event: Event(
          moment: Self.start.adding(seconds: -100_000),
          action: .account(ListenerAttributes(ageBand: .from25to34, country: Country("SE")))))
    ]
    let half = number % 2 * 20
    for (place, artist) in (half..<half + 20).shuffled(using: &generator).prefix(10).enumerated() {
      let listen = Listen(
        item: ItemIdentifier(.track, UInt64(artist * 10 + place)), artist: ItemIdentifier(.artist, UInt64(artist)),
        genre: 1, playedSeconds: 200, totalSeconds: 200)
      events.append(
        ListenerEvent(
          identifier: "listen-\(number)-\(place)", listener: listener,
          event: Event(moment: Self.start.adding(seconds: Int64(place * 60 - 50_000)), action: .listen(listen))))
    }
    return events
  }

  private func page(_ number: Int, using generator: inout SeededGenerator) throws -> (ServedPage, [ListenerEvent]) {
    let (name, listener) = ("page-\(number)", try Self.listener(number % 40))
    let moment = Self.start.adding(seconds: Int64(number) * 10)
    var cards: [ServedCard] = []
    var clicks: [ListenerEvent] = []
    for position in 0..<cardCount {
      let item = ItemIdentifier(.artist, UInt64(position))
      let row = FeatureRow(
        item: Item(identifier: item), popularity: nil, source: .popularity, sourcePosition: UInt32(position),
        factorAffinity: nil)
      let vector = try MadeVector(shifts: shifts).make(of: row, at: moment, using: &generator)
      let affinity = FeatureSet.standard.index(of: "pair.factorAffinity").flatMap { vector[$0] } ?? 0
      let chance = 1 / (1 + exp(2 - strength * Double(affinity)))
      if Double.random(in: 0..<1, using: &generator) < chance {
        clicks.append(
          ListenerEvent(
            identifier: "click-\(number)-\(position)", listener: listener,
            event: Event(moment: moment.adding(seconds: 5), action: .click(item: item)),
            place: CardPlace(page: name, shelf: "artists")))
      }
      let candidate = Candidate(
        item: item, source: .popularity, sourcePosition: UInt32(position), sourceScore: 0, factorAffinity: affinity)
      cards.append(ServedCard(candidate: candidate, score: 0, propensity: 1 / Double(cardCount), features: vector))
    }
    let shelf = ServedShelf(
      shelf: "artists", model: ModelVersion(model: Self.model, version: 0), policy: "epsilonGreedy(1.0)", cards: cards)
    let page = ServedPage(
      page: name, listener: listener, moment: moment, profile: Profile().encoded(),
      fingerprint: FeatureSet.standard.fingerprint, shelves: [shelf])
    return (page, clicks)
  }

  private static func listener(_ number: Int) throws -> ListenerIdentifier {
    guard let listener = ListenerIdentifier("listener-\(number)") else { throw MadeLogError.listener }
    return listener
  }

  enum MadeLogError: Error { case listener }
}
