import ArgumentParser
import Features
import FoundationEssentials

/// `features-bench page`: what the peers compute from, and what they must come to.
struct PageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "page", abstract: "Writes the page's events, candidates and feature values as JSON.")

  @Argument(help: "The file to write.")
  var file: String

  func run() throws {
    let page = BenchPage()
    let set = FeatureSet.standard
    let matrix = set.compute(profile: page.profile, rows: page.rows, at: page.moment)
    let values = (0..<matrix.rowCount).map { row in (0..<matrix.columnCount).map { matrix[row, $0] } }
    let written = WrittenPage(
      moment: page.moment.milliseconds, names: set.definitions.map(\.name),
      events: page.events.map { WrittenEvent($0) }, rows: page.rows.map { WrittenRow($0) }, values: values)
    try JSONEncoder().encode(written).write(to: URL(filePath: file))
  }
}

private struct WrittenPage: Encodable {
  let moment: Int64
  let names: [String]
  let events: [WrittenEvent]
  let rows: [WrittenRow]
  let values: [[Float?]]
}

private struct WrittenEvent: Encodable {
  let moment: Int64
  let kind: String
  var item: UInt64?
  var artist: UInt64?
  var context: UInt64?
  var genre: UInt16?
  var completion: UInt8?
  var platform: UInt8?

  init(_ event: Event) {
    moment = event.moment.milliseconds
    switch event.action {
    case .listen(let listen):
      kind = "listen"
      (item, artist, context) = (listen.item.rawValue, listen.artist?.rawValue, listen.context?.rawValue)
      (genre, completion, platform) = (listen.genre, listen.completion.rawValue, listen.platform?.rawValue)
    case .click(let item): (kind, self.item) = ("click", item.rawValue)
    case .like(let item): (kind, self.item) = ("like", item.rawValue)
    case .follow(let item): (kind, self.item) = ("follow", item.rawValue)
    case .hide(let item): (kind, self.item) = ("hide", item.rawValue)
    case .counted(let item, _): (kind, self.item) = ("counted", item.rawValue)
    case .account: kind = "account"
    }
  }
}

private struct WrittenRow: Encodable {
  let item: UInt64
  let artist: UInt64?
  let genre: UInt16?
  let released: Int64?
  let length: Float?
  let overall: Float?
  let segment: Float?
  let rising: Float?
  let source: UInt8
  let position: UInt32
  let affinity: Float?

  init(_ row: FeatureRow) {
    (item, artist, genre) = (row.item.identifier.rawValue, row.item.artist?.rawValue, row.item.genre)
    (released, length) = (row.item.releasedSeconds, row.item.lengthSeconds)
    (overall, segment, rising) = (row.popularity?.overall, row.popularity?.inSegment, row.popularity?.rising)
    (source, position, affinity) = (row.source.rawValue, row.sourcePosition, row.factorAffinity)
  }
}
