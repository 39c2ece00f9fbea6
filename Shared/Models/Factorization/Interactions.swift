public import Features

/// Who played what how often: what factors are fitted to.
///
/// Listeners and items stand in rising order whatever the order of the counts, so the same counts give the same model.
public struct Interactions: Sendable {
  /// The listeners' numbers, rising.
  public let listeners: [UInt32]
  /// The items, rising.
  public let items: [ItemIdentifier]
  /// Plays by listener (row) and item (column).
  let plays: SparseMatrix

  /// How many different pairs of listener and item there are.
  public var pairCount: Int { plays.columns.count }

  /// The most pairs that one process is asked to hold.
  public static let pairCountMax = 2_000_000_000

  /// Interactions from counts; counts of the same pair add up. In n log n.
  ///
  /// - Throws: ``ModelError/nothingToLearnFrom(what:)``, ``ModelError/notFinite(what:index:)`` for plays that are not
  ///   above 0 and finite, ``ModelError/tooMany(what:limit:got:)``.
  public init(_ counts: [PlayCount]) throws(ModelError) {
    guard !counts.isEmpty else { throw .nothingToLearnFrom(what: "play counts") }
    guard counts.count <= Self.pairCountMax else {
      throw .tooMany(what: "play counts", limit: Self.pairCountMax, got: counts.count)
    }
    if let index = counts.firstIndex(where: { !($0.plays.isFinite && $0.plays > 0) }) {
      throw .notFinite(what: "play count", index: index)
    }
    let listeners = Self.distinct(counts.map(\.listener))
    let items = Self.distinct(counts.map(\.item))
    var rows: [UInt32: Int] = [:]
    var columns: [ItemIdentifier: Int] = [:]
    for (row, listener) in listeners.enumerated() { rows[listener] = row }
    for (column, item) in items.enumerated() { columns[item] = column }
    var entries: [SparseMatrix.Entry] = []
    entries.reserveCapacity(counts.count)
    for count in counts {
      guard let row = rows[count.listener], let column = columns[count.item] else { continue }
      entries.append(SparseMatrix.Entry(row: row, column: column, value: count.plays))
    }
    entries.sort { ($0.row, $0.column, $0.value) < ($1.row, $1.column, $1.value) }
    self.init(listeners: listeners, items: items, merging: entries)
  }

  /// Interactions over the same listeners and items, with only some of the pairs.
  init(listeners: [UInt32], items: [ItemIdentifier], plays: SparseMatrix) {
    self.listeners = listeners
    self.items = items
    self.plays = plays
  }

  private init(listeners: [UInt32], items: [ItemIdentifier], merging sorted: [SparseMatrix.Entry]) {
    var merged: [SparseMatrix.Entry] = []
    merged.reserveCapacity(sorted.count)
    for entry in sorted {
      if let last = merged.last, last.row == entry.row, last.column == entry.column {
        merged[merged.count - 1].value = min(.greatestFiniteMagnitude, last.value + entry.value)
      } else {
        merged.append(entry)
      }
    }
    let plays = SparseMatrix(rowCount: listeners.count, columnCount: items.count, entries: merged)
    self.init(listeners: listeners, items: items, plays: plays)
  }

  private static func distinct<Element: Comparable>(_ elements: [Element]) -> [Element] {
    var distinct: [Element] = []
    for element in elements.sorted() where element != distinct.last {
      distinct.append(element)
    }
    return distinct
  }
}
