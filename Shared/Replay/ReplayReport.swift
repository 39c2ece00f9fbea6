public import Features

/// What a replay compared, and everything that differed.
public struct ReplayReport: Hashable, Sendable {
  /// Pages replayed.
  public internal(set) var pageCount = 0
  /// Vectors compared.
  public private(set) var vectorCount = 0
  /// Features compared, over all vectors.
  public private(set) var featureCount = 0
  /// How much differed, also what is not among ``differences`` any more.
  public private(set) var differenceCount = 0
  /// What differed, the first ``ReplayLimits/differencesMax``.
  public private(set) var differences: [ReplayDifference] = []
  /// The moment of the newest page of the window; nil when it had none.
  public internal(set) var newest: Moment?
  /// Pages and shelves that were not compared, by reason.
  public private(set) var skipped: [ReplaySkip: Int] = [:]

  /// Nothing compared yet.
  init() {}

  /// Whether something was compared and all of it is the same.
  public var isClean: Bool { differenceCount == 0 && vectorCount > 0 }

  mutating func skip(_ reason: ReplaySkip) {
    skipped[reason, default: 0] += 1
  }

  mutating func add(_ difference: ReplayDifference) {
    differenceCount += 1
    if differences.count < ReplayLimits.differencesMax { differences.append(difference) }
  }

  /// Compares a vector bit by bit. One that has another size differs in each feature.
  mutating func compare(_ served: FeatureVector, _ replayed: FeatureVector, names: [String], at card: CardAddress) {
    vectorCount += 1
    featureCount += replayed.count
    for (column, name) in names.enumerated() {
      let before = column < served.count ? served[column] : nil
      let isSame = column < served.count && before?.bitPattern == replayed[column]?.bitPattern
      if !isSame { add(.feature(name, card: card, served: before, replayed: replayed[column])) }
    }
  }
}

/// Something that a replay found to differ. Names no listener.
public enum ReplayDifference: Hashable, Sendable, CustomStringConvertible {
  /// A feature of a card has other bits; nil stands for missing.
  case feature(String, card: CardAddress, served: Float?, replayed: Float?)
  /// A card has another score than its shelf's model gives.
  case score(card: CardAddress, served: Float, replayed: Float)
  /// A shelf's propensities are not those of its policy.
  case propensities(page: String, shelf: String, policy: String)
  /// A shelf that left nothing to chance does not stand in the order of its scores.
  case order(page: String, shelf: String, policy: String)
  /// Lines of the log of pages cannot be used, or are not as they were written: the first of them.
  case damagedLine(source: String, line: Int, reason: String, count: Int)
  /// The profile folded from the events has other bytes than the one logged.
  case otherProfile(page: String)
  /// The log has fewer events of the listener than the page's profile was folded from.
  case tooFewEvents(page: String, expected: Int, got: Int)

  /// What differs, for people.
  public var description: String {
    switch self {
    case .feature(let name, let card, let served, let replayed):
      "\(card): \(name) was served as \(Self.text(served)) and is replayed as \(Self.text(replayed))"
    case .score(let card, let served, let replayed):
      "\(card): the score was served as \(Self.text(served)) and is replayed as \(Self.text(replayed))"
    case .propensities(let page, let shelf, let policy):
      "\(page)/\(shelf): the propensities are not those of the policy \(policy)"
    case .order(let page, let shelf, let policy):
      "\(page)/\(shelf): the cards do not stand in the order of their scores, and \(policy) left nothing to chance"
    case .damagedLine(let source, let line, let reason, let count):
      "\(source):\(line): \(reason), the first of \(count) lines of pages that are not as they were written"
    case .otherProfile(let page):
      "\(page): the profile folded from the log is not the one logged with the page"
    case .tooFewEvents(let page, let expected, let got):
      "\(page): its profile is the fold of \(expected) events, the log has \(got)"
    }
  }

  /// A value with its bits, since values may look the same and differ.
  private static func text(_ value: Float?) -> String {
    guard let value else { return "missing" }
    return "\(value) (bits \(String(value.bitPattern, radix: 16)))"
  }
}

/// One card of a logged page.
public struct CardAddress: Hashable, Sendable, CustomStringConvertible {
  /// The page's identifier.
  public var page: String
  /// The shelf it stood on.
  public var shelf: String
  /// Its place there, from 0.
  public var position: Int
  /// What it was.
  public var item: ItemIdentifier

  /// "page/shelf/position item".
  public var description: String { "\(page)/\(shelf)/\(position) \(item)" }
}

/// Why a page or a shelf was not compared.
public enum ReplaySkip: String, CaseIterable, Hashable, Sendable, CustomStringConvertible {
  /// The page was served by another feature set.
  case otherFingerprint
  /// The page has no vector, or another system served it and says not from which catalog.
  case notRanked
  /// The shelf was served from another version of the catalog.
  case otherCatalog
  /// The popularity model that the shelf was served by is no longer there.
  case popularityGone
  /// The ranking model that the shelf was served by is no longer there: its vectors were compared, its scores were not.
  case modelGone

  /// The reason for people.
  public var description: String {
    switch self {
    case .otherFingerprint: "pages served by another feature set"
    case .notRanked: "pages without vectors, or served by another system"
    case .otherCatalog: "shelves served from another catalog version"
    case .popularityGone: "shelves whose popularity model is gone"
    case .modelGone: "shelves whose ranking model is gone (scores alone)"
    }
  }
}

/// How much a replay does at once.
public enum ReplayLimits {
  /// Pages replayed unless told otherwise.
  public static let pagesMaxDefault = 2_000
  /// Differences kept; more are counted only.
  public static let differencesMax = 1_000
}
