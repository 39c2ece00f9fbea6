import Domain
public import Features

/// What was taken out of the logs.
public struct LogErasure: Sendable {
  /// How many lines went, by the log: "events", "pages", "quarantine".
  public private(set) var lines: [String: Int] = [:]
  /// The pages that went.
  public private(set) var pages: [ErasedPage] = []

  /// Nothing yet.
  public init() {}

  mutating func note(_ line: [UInt8], of prefix: String) {
    lines[Self.name(of: prefix), default: 0] += 1
    let line = Array(line.prefix { $0 != UInt8(ascii: "\n") })
    if prefix == "pages/", let page = try? PageLogLine.decode(line) { pages.append(ErasedPage(page)) }
  }

  /// What a log is called, by the beginning of its keys.
  static func name(of prefix: String) -> String { String(prefix.dropLast()) }

  /// Adds what a second look took out.
  public mutating func add(_ other: LogErasure) {
    lines.merge(other.lines, uniquingKeysWith: +)
    pages += other.pages
  }
}

/// A page that was taken out of the log: enough to find what was learned from it.
public struct ErasedPage: Hashable, Sendable {
  /// Its identifier.
  public let page: String
  /// When it was served.
  public let moment: Moment
  /// The items shown, by shelf.
  public let items: [String: [ItemIdentifier]]

  init(_ page: ServedPage) {
    self.page = page.page
    moment = page.moment
    items = Dictionary(page.shelves.map { ($0.shelf, $0.cards.map(\.candidate.item)) }) { first, _ in first }
  }
}
