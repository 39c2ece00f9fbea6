public import Features
public import Storage

/// Finishes what writers of the log left half done when they ended all of a sudden.
///
/// - Events that were logged and not folded are taken anew, as if they had been sent again; then their first lines are removed.
///   Those that were sent again meanwhile are known, and count once.
/// - Lines of listeners who were forgotten while they were written are removed, with their profiles.
///
/// A writer is taken for gone when its entry in the journal is of some time ago. Should it be there after all, it notices that its
/// entry was taken over, and begins what it was about anew under another name; so nothing depends on clocks but how soon this
/// is. Objects that such a writer still put, and did not live to remove, are looked for ``IntakeLimits/settledSeconds`` later,
/// and finished too. Any number of recoveries may run at once, and each may end at any point: the next goes on.
public struct JournalRecovery: Sendable {
  /// What a round came to.
  public struct Report: Sendable, Equatable {
    /// Writers that were gone.
    public var writers = 0
    /// Events that no profile had, and have been folded.
    public var events = 0
    /// Listeners whose lines were removed, for they had been forgotten.
    public var listeners = 0
    /// Objects that cannot be read and were left as they are.
    public var unreadable = 0

    /// Nothing, but for what is named.
    public init(writers: Int = 0, events: Int = 0, listeners: Int = 0, unreadable: Int = 0) {
      self.writers = writers
      self.events = events
      self.listeners = listeners
      self.unreadable = unreadable
    }
  }

  private let objects: any ObjectStore
  private let online: any OnlineStore
  private let taker: EventTaker
  private let late: LateErasure
  private let now: @Sendable () -> Moment

  /// A recovery over these stores, which has events taken by a taker of its own.
  public init(
    objects: any ObjectStore, online: any OnlineStore, accounts: any AccountStore & LeaseStore,
    now: @escaping @Sendable () -> Moment
  ) {
    self.objects = objects
    self.online = online
    self.now = now
    taker = EventTaker(
      objects: objects, online: online, accounts: accounts,
      writer: LogWriterName(service: "recovery", started: now()), now: now)
    late = LateErasure(objects: objects, online: online, accounts: accounts, now: now)
  }

  /// Looks for writers whose entries are older than some time, and finishes what they left.
  ///
  /// - Throws: `StorageError`; `ProfileError`. What was finished by then stays so.
  public func round(secondsMin: Int64) async throws -> Report {
    var report = Report()
    for key in try await objects.list(prefix: WriteJournal.prefix) {
      try Task.checkCancellation()
      try await settle(String(key.dropFirst(WriteJournal.prefix.count)), secondsMin: secondsMin, into: &report)
    }
    return report
  }

  private func settle(_ writer: String, secondsMin: Int64, into report: inout Report) async throws {
    let key = WriteJournal.key(of: writer)
    guard let stands = try await online.read([key])[0] else {
      // Announced, and nothing written yet. Whoever comes to write under this name later finds it taken.
      let taken = OnlineEntry(key: key, value: Array("closed".utf8))
      if try await online.replace([OnlineChange(taken, read: nil)], markingSeen: []) != nil {
        try await objects.delete(WriteJournal.prefix + writer)
      }
      return
    }
    guard var entry = JournalEntry(decoding: stands.bytes) else {
      return try await objects.delete(WriteJournal.prefix + writer)
    }
    let state = entry.state
    let seconds = state == .settled ? IntakeLimits.settledSeconds : secondsMin
    guard entry.since.adding(seconds: seconds) <= now() else { return }
    entry.since = now()
    let claim = OnlineChange(OnlineEntry(key: key, value: entry.encoded), read: stands.version)
    guard let claimed = try await online.replace([claim], markingSeen: []) else { return }
    let keys = entry.keys(of: writer)
    if state != .written { try await takeAnew(keys, into: &report) }
    report.listeners += try await late.erase(from: keys).count
    if state != .settled { report.writers += 1 }
    if state == .writing {
      // Its last put may be on the way: the entry stays until that has come, if ever it does.
      entry.state = .settled
      let settled = OnlineChange(OnlineEntry(key: key, value: entry.encoded), read: claimed)
      _ = try await online.replace([settled], markingSeen: [])
    } else {
      try await objects.delete(WriteJournal.prefix + writer)
      try await online.delete(key)
    }
  }

  /// Takes the events of objects that were not folded, then removes the objects.
  private func takeAnew(_ keys: [String], into report: inout Report) async throws {
    for key in keys {
      do {
        guard let events = LogLines.events(of: try await objects.get(key)) else {
          report.unreadable += 1
          continue
        }
        var batch = EventBatch(expecting: events.count)
        for event in events { try batch.append(event) }
        report.events += try await taker.take(batch).accepted
        try await objects.delete(key)
      } catch StorageError.notFound {
        continue
      }
    }
  }
}
