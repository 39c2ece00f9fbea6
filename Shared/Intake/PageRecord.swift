import Domain
import Features

/// The fields of a page's line in the log, before they make a page.
struct PageRecord: Decodable {
  var page: String
  var listener: String
  var moment: Int64
  var fingerprint: String
  var profile: String
  var shelves: [ShelfRecord]

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
struct ShelfRecord: Decodable {
  var shelf: String
  var model: String
  var version: UInt32
  var policy: String
  var cards: [CardRecord]

  /// The shelf that the fields make.
  func servedShelf() throws(Rejection) -> ServedShelf {
    var served: [ServedCard] = []
    for card in cards { served.append(try card.servedCard()) }
    return ServedShelf(
      shelf: shelf, model: ModelVersion(model: model, version: version), policy: policy, cards: served)
  }
}

/// The fields of a card.
struct CardRecord: Decodable {
  var item: String
  var source: String
  var position: UInt32
  var sourceScore: Float
  var affinity: Float?
  var score: Float
  var propensity: Double
  var values: String?
  var missing: String?

  private enum CodingKeys: String, CodingKey {
    case item, source, position
    case sourceScore = "source_score"
    case affinity, score, propensity, values, missing
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    item = try container.decode(String.self, forKey: .item)
    source = try container.decode(String.self, forKey: .source)
    position = try container.requiredNumber(UInt32.self, .position)
    sourceScore = try container.requiredNumber(Float.self, .sourceScore)
    affinity = try container.number(Float.self, .affinity)
    score = try container.requiredNumber(Float.self, .score)
    propensity = try container.requiredNumber(Double.self, .propensity)
    values = try container.decodeIfPresent(String.self, forKey: .values)
    missing = try container.decodeIfPresent(String.self, forKey: .missing)
  }

  /// The card that the fields make.
  func servedCard() throws(Rejection) -> ServedCard {
    guard let source = CandidateSource(name: source) else {
      throw Rejection(.badAttribute, field: "source", "\(Rejection.excerpt(source)) is not a source")
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
