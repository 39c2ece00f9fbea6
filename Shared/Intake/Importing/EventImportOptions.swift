public import Masking

/// How events are imported.
public struct EventImportOptions: Sendable {
  /// Turns accounts into pseudonyms; nil when the lines have pseudonyms already.
  public var pseudonyms: Pseudonyms?
  /// The largest share of lines that may be kept aside; above it the import stops.
  public var keptAsideShareMax = IntakeLimits.keptAsideShareMaxDefault
  /// How many lines are folded at once.
  public var batchLinesMax = IntakeLimits.importBatchLinesMax
  /// Whether files are read anew that were imported already.
  public var isAnew = false

  /// The usual.
  public init() {}
}
