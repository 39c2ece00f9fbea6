public import Features

/// One row of the Home page, as configured: what it may hold, where that comes from, who orders it.
public struct ShelfDefinition: Hashable, Sendable, Codable {
  /// The shelf's identifier, such as "shortcuts".
  public var shelf: String
  /// The title people read.
  public var title: String
  /// Why a card is here, for people; "{artist}" and the like are not replaced.
  public var reason: String
  /// The kinds of items it may hold.
  public var kinds: [ItemKindName]
  /// Where its candidates come from, best first: an item that two sources offer is the first one's.
  public var sources: [CandidateSourceName]
  /// Only items the listener has heard (true), only items they have not (false), or either (nil).
  public var familiar: Bool?
  /// Shown only to listeners with fewer listens than this; nil for everybody.
  public var listensBelow: UInt32?
  /// How many candidates at most, 1 to 1,000.
  public var candidatesMax: Int
  /// How many cards at most, 1 to 100.
  public var cardsMax: Int
  /// The model that orders it, such as "ranking.shortcuts"; nil for the fixed order of its sources.
  public var model: String?
  /// The share of pages on which the order is drawn at random, 0 to 1.
  public var epsilon: Double
  /// What a model must reach to go live; nil for a shelf without one.
  public var gate: Gate?

  /// What a model must reach to go live.
  public struct Gate: Hashable, Sendable, Codable {
    /// The least area under the ROC curve within slates on the held-out period, 0 to 1: the chance that a clicked card
    /// scores above another of its slate. From 0.5 on, the area must also surely be above chance.
    public var withinSlateAreaUnderCurveMin: Double
    /// What the gain of NDCG over the popularity order on the held-out period must surely be above, as a difference.
    public var gainOverPopularityMin: Double
    /// The least number of impressions to learn from.
    public var impressionsMin: Int
  }
}

extension ShelfDefinition.Gate {
  private enum CodingKeys: String, CodingKey {
    case withinSlateAreaUnderCurveMin, gainOverPopularityMin, impressionsMin
  }

  private enum FormerKeys: String, CodingKey {
    case areaUnderCurveMin
  }

  /// The gate of a configuration.
  public init(from decoder: any Decoder) throws {
    if let former = try? decoder.container(keyedBy: FormerKeys.self), former.contains(.areaUnderCurveMin) {
      throw DecodingError.dataCorrupted(
        DecodingError.Context(
          codingPath: decoder.codingPath,
          debugDescription: """
            gate.areaUnderCurveMin compared cards of all slates with each other and is no more: use \
            withinSlateAreaUnderCurveMin, the least area within slates, such as 0.55
            """))
    }
    let container = try decoder.container(keyedBy: CodingKeys.self)
    withinSlateAreaUnderCurveMin = try container.decode(Double.self, forKey: .withinSlateAreaUnderCurveMin)
    gainOverPopularityMin = try container.decode(Double.self, forKey: .gainOverPopularityMin)
    impressionsMin = try container.decode(Int.self, forKey: .impressionsMin)
  }
}

/// A kind by its name, for configuration.
public struct ItemKindName: Hashable, Sendable, Codable {
  /// The kind.
  public let kind: ItemKind

  /// A kind.
  public init(_ kind: ItemKind) {
    self.kind = kind
  }

  /// The bare name, such as "artist".
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let kind = ItemKind(name: name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no item kind is called \"\(name)\"")
    }
    self.kind = kind
  }

  /// The bare name, such as "artist".
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(kind.name)
  }
}

/// A source by its name, for configuration.
public struct CandidateSourceName: Hashable, Sendable, Codable {
  /// The source.
  public let source: CandidateSource

  /// A source.
  public init(_ source: CandidateSource) {
    self.source = source
  }

  /// The bare name, such as "factorization".
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let source = CandidateSource(name: name) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "no source is called \"\(name)\"")
    }
    self.source = source
  }

  /// The bare name, such as "factorization".
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(source.name)
  }
}
