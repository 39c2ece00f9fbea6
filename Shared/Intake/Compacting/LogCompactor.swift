public import Features
public import Storage

/// Merges the many small objects of an hour of the log into few larger ones.
///
/// A merged object is durable before the first of those that it replaces goes. So a reader may find a line twice, which it
/// knows, or miss an object that it had listed, whereupon it lists the hour anew: see ``LogCursor``. What a sudden end leaves is
/// lines that stand twice, until the next time. Objects that a writer's journal still names are left alone, for whoever finishes
/// what that writer began looks for them by their names. Nobody is forgotten while an hour is merged: see ``Lease``.
///
/// Holds one merged object with a copy of its lines, and one object that is read.
public struct LogCompactor: Sendable {
  /// What was merged.
  public struct Report: Hashable, Sendable {
    /// Hours in which something was merged.
    public var hours = 0
    /// Objects that went.
    public var removed = 0
    /// Objects that stand for them.
    public var written = 0
    /// Their bytes.
    public var bytes = 0

    /// Nothing.
    public init() {}
  }

  private let objects: any ObjectStore
  private let online: any OnlineStore
  private let lease: Lease

  /// What merged objects that are large enough begin with: they are never read again.
  static let wholePrefix = "whole-"
  /// What other merged objects begin with.
  static let mergedPrefix = "merged-"

  /// A compactor of a store's logs.
  public init(
    objects: any ObjectStore, online: any OnlineStore, leases: any LeaseStore, now: @escaping @Sendable () -> Moment
  ) {
    self.objects = objects
    self.online = online
    lease = Lease(Lease.logRewriting, in: leases, now: now)
  }

  /// Merges the hours of a window that have many small objects, of events and of pages.
  ///
  /// - Parameters:
  ///   - objectsMin: From how many objects on an hour is worth it.
  ///   - bytesMax: How large a merged object gets, about.
  ///   - progress: Told after each hour that has objects what was merged so far, and which hour that was.
  /// - Throws: `StorageError`. What was merged by then stays so.
  public func compact(
    _ window: Range<Moment>, objectsMin: Int = IntakeLimits.mergedObjectsMin,
    bytesMax: Int = IntakeLimits.mergedBytesMax, progress: (Report, _ hour: String) -> Void = { _, _ in }
  ) async throws -> Report {
    var report = Report()
    guard !window.isEmpty else { return report }
    let last = Moment(milliseconds: window.upperBound.milliseconds - 1)
    for log in ["events/", "pages/"] {
      var place = LogKeys.hour(log, window.lowerBound)
      // From one hour that has objects to the next.
      while let first = try await objects.list(prefix: log, after: place, keysMax: 1).first,
        let hour = LogKeys.hour(of: first), hour <= LogKeys.hour(log, last)
      {
        // Most hours need nothing, and nobody has to wait for that.
        if try await objects.list(prefix: hour, after: nil, keysMax: objectsMin).count >= objectsMin {
          report.add(
            try await lease.held { try await compactHour(hour, objectsMin: objectsMin, bytesMax: bytesMax) })
        }
        progress(report, hour)
        place = LogKeys.end(ofHour: hour)
      }
    }
    return report
  }

  private func compactHour(_ prefix: String, objectsMin: Int, bytesMax: Int) async throws -> Report {
    // First the objects, then the journal: what it does not name any more was finished.
    let listed = try await objects.list(prefix: prefix)
    let named = try await namedByJournal()
    let keys = listed.filter { !named.contains($0) && !$0.dropFirst(prefix.count).hasPrefix(Self.wholePrefix) }
    var report = Report()
    guard keys.count >= objectsMin else { return report }
    var merging = MergedObject()
    for key in keys {
      let bytes = try await objects.get(key)
      if bytes.count >= bytesMax { continue }
      merging.add(bytes, of: key)
      if merging.bytes.count >= bytesMax {
        try await replace(&merging, in: prefix, isWhole: true, &report)
      }
    }
    try await replace(&merging, in: prefix, isWhole: false, &report)
    report.hours = report.written > 0 ? 1 : 0
    return report
  }

  /// Writes what was merged, then removes what it was merged from.
  private func replace(
    _ merging: inout MergedObject, in prefix: String, isWhole: Bool, _ report: inout Report
  ) async throws {
    defer { merging = MergedObject() }
    guard merging.sources.count > 1 else { return }
    let name = isWhole ? Self.wholePrefix : Self.mergedPrefix
    let key = "\(prefix)\(name)\(sha256Hex(merging.bytes).prefix(32)).jsonl"
    try await objects.put(merging.bytes, at: key)
    report.written += 1
    report.bytes += merging.bytes.count
    for source in merging.sources where source != key {
      try await objects.delete(source)
      report.removed += 1
    }
  }

  /// The objects that entries of the journal name.
  private func namedByJournal() async throws -> Set<String> {
    let writers = try await objects.list(prefix: WriteJournal.prefix).map {
      String($0.dropFirst(WriteJournal.prefix.count))
    }
    var named: Set<String> = []
    for start in stride(from: 0, to: writers.count, by: StorageLimits.onlineBatchKeysMax) {
      let part = writers[start..<min(start + StorageLimits.onlineBatchKeysMax, writers.count)]
      for (writer, value) in zip(part, try await online.read(part.map(WriteJournal.key))) {
        guard let entry = value.flatMap({ JournalEntry(decoding: $0.bytes) }) else { continue }
        named.formUnion(entry.keys(of: writer))
      }
    }
    return named
  }
}

extension LogCompactor.Report {
  fileprivate mutating func add(_ other: LogCompactor.Report) {
    hours += other.hours
    removed += other.removed
    written += other.written
    bytes += other.bytes
  }
}

/// Lines on their way into one object, each once.
private struct MergedObject {
  private(set) var bytes: [UInt8] = []
  private(set) var sources: [String] = []
  private var known: Set<ArraySlice<UInt8>> = []

  mutating func add(_ object: [UInt8], of key: String) {
    sources.append(key)
    for line in object.split(separator: UInt8(ascii: "\n")) where known.insert(line).inserted {
      bytes += line
      bytes.append(UInt8(ascii: "\n"))
    }
  }
}
