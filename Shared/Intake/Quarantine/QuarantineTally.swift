/// How many lines or events were set aside for which reason, with the first example of each.
public struct QuarantineTally: Hashable, Sendable {
  /// One reason's count and where it was first seen.
  public struct Entry: Hashable, Sendable {
    /// How many.
    public var count: UInt64
    /// The first rejection of that reason.
    public var example: Rejection
    /// The file, object or call that the example stood in.
    public var source: String
    /// The example's line in the source, from 1; 0 when it has none.
    public var line: Int
  }

  /// Entries by reason.
  public private(set) var entries: [QuarantineReason: Entry] = [:]

  /// Nothing set aside yet.
  public init() {}

  /// How many in all.
  public var count: UInt64 { entries.values.reduce(0) { $0 + $1.count } }

  /// Whether there are none.
  public var isEmpty: Bool { entries.isEmpty }

  /// Counts a rejection.
  public mutating func add(_ rejection: Rejection, source: String = "", line: Int = 0) {
    let first = Entry(count: 0, example: rejection, source: source, line: line)
    entries[rejection.reason, default: first].count += 1
  }

  /// Adds another tally; its examples count as later ones.
  public mutating func add(_ other: QuarantineTally) {
    for (reason, entry) in other.entries {
      if entries[reason] == nil { entries[reason] = entry } else { entries[reason]?.count += entry.count }
    }
  }

  /// One line a reason, most first, for people; the reasons' names break ties.
  public var summary: [String] {
    entries.sorted { ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue) }.map { reason, entry in
      let place = entry.line > 0 ? "\(entry.source):\(entry.line)" : entry.source
      let field = entry.example.field.isEmpty ? "" : "(\(entry.example.field)) "
      return "\(reason.rawValue): \(entry.count), first "
        + "\(place.isEmpty ? "" : "at \(place): ")\(field)\(entry.example.message)"
    }
  }
}
