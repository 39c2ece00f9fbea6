public import Features

/// What an import did, or has done so far.
public struct ImportReport: Sendable {
  /// Files read to their end, and those passed over because they were imported already.
  public var files = 0
  /// Files passed over because they were imported already.
  public var filesKnown = 0
  /// Pipes read to their end: an import of one cannot be resumed.
  public var streams = 0
  /// Lines with something in them.
  public var lines = 0
  /// Their bytes, as they stand in the files uncompressed.
  public var bytes = 0
  /// Events taken: durable, and folded into profiles.
  public var accepted = 0
  /// Events taken before.
  public var duplicates = 0
  /// Events of listeners who were forgotten: not taken.
  public var forgotten = 0
  /// Lines kept aside, by reason.
  public var keptAside = QuarantineTally()
  /// The earliest and the latest moment of the events read.
  public var moments: ClosedRange<Moment>?
  /// Objects added to the log.
  public var objects = 0
  /// Their bytes.
  public var objectBytes = 0

  /// Nothing yet.
  public init() {}

  /// The share of lines that were kept aside.
  public var keptAsideShare: Double { lines == 0 ? 0 : Double(keptAside.count) / Double(lines) }

  /// Widens the moments.
  mutating func include(_ other: ClosedRange<Moment>?) {
    guard let other else { return }
    guard let moments else { return moments = other }
    self.moments = min(moments.lowerBound, other.lowerBound)...max(moments.upperBound, other.upperBound)
  }
}
