import Features
import Storage

/// Tells, in the online store, which objects of the log a writer is about to write, so that what its sudden end leaves half done
/// is found: by itself after an error, and else by ``JournalRecovery``.
///
/// One entry a writer, in the place of the one before. Every entry is set over the version of the one before, so that a writer
/// whose entry was taken over notices it and goes on under another name; what it had begun is then not folded by it. Objects
/// under `journals/` say which writers there are.
///
/// One at a time: whoever uses it lets nobody in between ``begin(_:hours:at:state:)`` and ``end()``.
actor WriteJournal {
  private let objects: any ObjectStore
  private let online: any OnlineStore
  private let service: LogWriterName
  /// The writer's name in this life of it.
  private var writer: String
  private var life = 1
  private var version: OnlineVersion?
  private var sequence: UInt64 = 0
  private var current: JournalEntry?

  /// Where it stands which writers there are.
  static let prefix = "journals/"

  /// Where a writer's entry stands.
  static func key(of writer: String) -> String { "journal/\(writer)" }

  init(objects: any ObjectStore, online: any OnlineStore, writer: LogWriterName) {
    self.objects = objects
    self.online = online
    service = writer
    self.writer = writer.description
  }

  /// An entry that stands, and the writer whose it is.
  struct Begun: Sendable {
    fileprivate(set) var entry: JournalEntry
    let writer: String

    /// The keys of the objects that it names.
    var keys: [String] { entry.keys(of: writer) }

    /// The key of an hour's object.
    func key(_ hour: Int64) -> String { entry.key(hour, of: writer) }
  }

  /// What an earlier ``begin(_:hours:at:state:)`` left, because something was thrown since; nil when it was ended.
  ///
  /// Objects that were not folded, and cannot be any more, are removed here.
  func unfinished() async throws -> Begun? {
    guard let entry = current else { return nil }
    let begun = Begun(entry: entry, writer: writer)
    if entry.state == .written { return begun }
    // Set anew, so that a fold whose answer was lost on the way can do nothing from here on.
    if let fenced = try await online.replace([change(to: entry)], markingSeen: []) {
      version = fenced
      try await remove(begun)
      return nil
    }
    let stands = try await online.read([Self.key(of: writer)])[0]
    if let stands, var written = JournalEntry(decoding: stands.bytes), written.state == .written {
      written.since = entry.since
      (version, current) = (stands.version, written)
      return Begun(entry: written, writer: writer)
    }
    // Taken over by a recovery, which finds the objects by it.
    beginLife()
    return nil
  }

  /// Sets an entry: from here on its objects may be written.
  func begin(_ log: String, hours: [Int64], at moment: Moment, state: JournalEntry.State) async throws -> Begun {
    precondition(current == nil, "the entry before was ended")
    sequence += 1
    let entry = JournalEntry(state: state, since: moment, log: log, sequence: sequence, hours: hours.sorted())
    while true {
      if version == nil { try await objects.put([], at: Self.prefix + writer) }
      if let set = try await online.replace([change(to: entry)], markingSeen: []) {
        (version, current) = (set, entry)
        return Begun(entry: entry, writer: writer)
      }
      beginLife()
    }
  }

  /// Folds what was written: sets profiles and says so in the entry at once; false, when somebody was faster, after the objects
  /// were removed.
  func fold(_ changes: [OnlineChange]) async throws -> Bool {
    guard var written = current else { preconditionFailure("begun before it is folded") }
    let begun = Begun(entry: written, writer: writer)
    written.state = .written
    guard let set = try await online.replace(changes + [change(to: written)], markingSeen: []) else {
      try await remove(begun)
      return false
    }
    (version, current) = (set, written)
    return true
  }

  /// Says that nothing more is to be done about the entry.
  func end() { current = nil }

  /// Removes objects that were not folded.
  private func remove(_ begun: Begun) async throws {
    for key in begun.keys { try await objects.delete(key) }
    current = nil
  }

  private func change(to entry: JournalEntry) -> OnlineChange {
    OnlineChange(OnlineEntry(key: Self.key(of: writer), value: entry.encoded), read: version)
  }

  private func beginLife() {
    life += 1
    writer = "\(service)+\(life)"
    (version, current) = (nil, nil)
  }
}
