public import Features
import Masking
public import Storage

/// Reads back why lines and events were kept aside.
public struct QuarantineReader: Sendable {
  /// What was kept aside.
  public struct Listing: Sendable {
    /// All of it, by reason.
    public var tally = QuarantineTally()
    /// The newest lines, newest first.
    public var lines: [QuarantinedLine] = []
    /// Lines of the quarantine itself that cannot be read.
    public var unreadable = 0

    /// Nothing.
    public init() {}
  }

  private let objects: any ObjectStore

  /// A reader of a store.
  public init(objects: any ObjectStore) {
    self.objects = objects
  }

  /// What was kept aside within so many days before a moment, its own day among them.
  ///
  /// Holds one object of the quarantine at a time, and the lines that it returns.
  /// - Parameters:
  ///   - reason: Of that reason alone; nil for all. The tally has all.
  ///   - linesMax: How many lines come back.
  /// - Throws: `StorageError`.
  public func read(
    days: Int, before moment: Moment, reason: QuarantineReason? = nil, linesMax: Int = 100
  ) async throws -> Listing {
    var listing = Listing()
    for day in stride(from: moment.day, to: moment.day - Int64(max(1, days)), by: -1) {
      let prefix = "quarantine/date=\(CivilDate(days: day).text)/"
      for key in try await objects.list(prefix: prefix).reversed() {
        try await read(key, into: &listing, reason: reason, linesMax: linesMax)
      }
    }
    return listing
  }

  private func read(
    _ key: String, into listing: inout Listing, reason: QuarantineReason?, linesMax: Int
  ) async throws {
    var splitter = LineSplitter(lineBytesMax: IntakeLimits.logLineBytesMax)
    var lines = splitter.take(try await objects.get(key))
    if let last = splitter.finish() { lines.append(last) }
    for line in lines.reversed() {
      do throws(Rejection) {
        let kept = try QuarantinedLine(decoding: try line.checked())
        listing.tally.add(kept.rejection, source: kept.source, line: kept.line)
        if listing.lines.count < linesMax, reason == nil || kept.rejection.reason == reason {
          listing.lines.append(kept)
        }
      } catch {
        listing.unreadable += 1
      }
    }
  }
}
