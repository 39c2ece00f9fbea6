import Domain
import Features

/// The fields of a page's line in the log, before they make a page.
struct PageRecord {
  var page: String
  var listener: String
  var moment: Int64
  var fingerprint: String
  var profile: String
  var shelves: [ShelfRecord] = []

  init(_ object: borrowing JSONObject<Key>) throws(Rejection) {
    page = try object.required(.page, object.text(.page))
    listener = try object.required(.listener, object.text(.listener))
    moment = try object.required(.moment, object.whole(.moment))
    fingerprint = try object.required(.fingerprint, object.text(.fingerprint))
    profile = try object.required(.profile, object.text(.profile))
    try object.list(.shelves, of: ShelfRecord.Key.self) { (shelf) throws(Rejection) in
      shelves.append(try ShelfRecord(shelf))
    }
  }

  /// The names of a page.
  enum Key: Int, JSONKey {
    case page, listener, moment, fingerprint, profile, shelves, checksum

    static let names: JSONNames = ["page", "listener", "moment", "fingerprint", "profile", "shelves", "checksum"]
  }

  /// The page that the fields make.
  func servedPage() throws(Rejection) -> ServedPage {
    guard let listener = ListenerIdentifier(listener) else {
      throw Rejection(.badListener, field: "listener", "not a listener's pseudonym")
    }
    var served: [ServedShelf] = []
    for shelf in shelves { served.append(try shelf.servedShelf()) }
    return ServedPage(
      page: page, listener: listener, moment: Moment(milliseconds: moment),
      profile: try RecordRule.bytes(profile, field: "profile"), fingerprint: fingerprint, shelves: served)
  }
}

/// The fields of a shelf.
struct ShelfRecord {
  var shelf: String
  var model: String
  var version: UInt32
  var policy: String
  var popularity: UInt32
  var catalog: UInt64
  var cards: [CardRecord] = []

  init(_ object: borrowing JSONObject<Key>) throws(Rejection) {
    shelf = try object.required(.shelf, object.text(.shelf))
    model = try object.required(.model, object.text(.model))
    version = try object.required(.version, object.whole(.version))
    policy = try object.required(.policy, object.text(.policy))
    popularity = try object.whole(.popularity) ?? 0
    catalog = try object.whole(.catalog) ?? 0
    try object.list(.cards, of: CardRecord.Key.self) { (card) throws(Rejection) in
      cards.append(try CardRecord(card))
    }
  }

  /// The names of a shelf.
  enum Key: Int, JSONKey {
    case shelf, model, version, policy, popularity, catalog, cards

    static let names: JSONNames = ["shelf", "model", "version", "policy", "popularity", "catalog", "cards"]
  }

  /// The shelf that the fields make.
  func servedShelf() throws(Rejection) -> ServedShelf {
    var served: [ServedCard] = []
    for card in cards { served.append(try card.servedCard()) }
    return ServedShelf(
      shelf: shelf, model: ModelVersion(model: model, version: version), policy: policy, cards: served,
      popularityVersion: popularity, catalogVersion: catalog)
  }
}

/// The fields of a card.
struct CardRecord {
  var item: String
  var source: String
  var position: UInt32
  var sourceScore: Float
  var affinity: Float?
  var score: Float
  var propensity: Double
  var values: String?
  var missing: String?

  init(_ object: borrowing JSONObject<Key>) throws(Rejection) {
    item = try object.required(.item, object.text(.item))
    source = try object.required(.source, object.text(.source))
    position = try object.required(.position, object.whole(.position))
    sourceScore = try object.required(.sourceScore, object.single(.sourceScore))
    affinity = try object.single(.affinity)
    score = try object.required(.score, object.single(.score))
    propensity = try object.required(.propensity, object.real(.propensity))
    values = try object.text(.values)
    missing = try object.text(.missing)
  }

  /// The names of a card.
  enum Key: Int, JSONKey {
    case item, source, position, sourceScore, affinity, score, propensity, values, missing

    static let names: JSONNames = [
      "item", "source", "position", "source_score", "affinity", "score", "propensity", "values", "missing",
    ]
  }

  /// The card that the fields make.
  func servedCard() throws(Rejection) -> ServedCard {
    guard let source = CandidateSource(name: source) else {
      throw Rejection(.badAttribute, field: "source", "\(TextShape.of(source)) is not a source")
    }
    let candidate = Candidate(
      item: try RecordRule.item(item, field: "item"), source: source, sourcePosition: position,
      sourceScore: sourceScore, factorAffinity: affinity)
    return ServedCard(candidate: candidate, score: score, propensity: propensity, features: try features())
  }

  private func features() throws(Rejection) -> FeatureVector? {
    if values == nil && missing == nil { return nil }
    let floats = try RecordRule.floats(try RecordRule.present(values, field: "values"), field: "values")
    let bitmap = try RecordRule.bytes(try RecordRule.present(missing, field: "missing"), field: "missing")
    do {
      return try FeatureVector(values: floats, missing: bitmap)
    } catch {
      throw Rejection(.badVector, field: "values", "\(error)")
    }
  }
}
