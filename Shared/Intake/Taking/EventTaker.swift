import Domain
public import Features
public import Storage

/// Takes batches of checked events: drops what was taken before, makes the rest durable in the log, and folds it into profiles.
///
/// The order of steps makes a crash harmless: the log first, then profiles together with what is remembered of their events. An
/// event is folded and remembered at once, or neither, and other writers to the same online store are noticed: whoever comes
/// second begins anew. What a sudden end leaves logged and not folded is finished by ``JournalRecovery``. See ``EventOrder`` for
/// the rule of duplicates and order.
public actor EventTaker {
  private let objects: any ObjectStore
  private let online: any OnlineStore
  private let accounts: any AccountStore & LeaseStore
  private let journal: WriteJournal
  private let late: LateErasure
  private let now: @Sendable () -> Moment
  private let turn = Turnstile()
  private let listenersMax: Int
  private var latest = Moment(milliseconds: .min)

  /// How often a slice of a batch is begun anew because other writers were faster.
  static let attemptsMax = 100

  /// A taker into these stores. Its name must be its own: see ``LogWriterName``.
  ///
  /// - Parameters:
  ///   - now: The clock, which names batches.
  ///   - listenersMax: How many listeners are read and written at once.
  public init(
    objects: any ObjectStore, online: any OnlineStore, accounts: any AccountStore & LeaseStore, writer: LogWriterName,
    now: @escaping @Sendable () -> Moment,
    listenersMax: Int = IntakeLimits.sliceListenersMax
  ) {
    self.objects = objects
    self.online = online
    self.accounts = accounts
    self.now = now
    self.listenersMax = min(max(1, listenersMax), (StorageLimits.onlineBatchKeysMax - 1) / 2)
    journal = WriteJournal(objects: objects, online: online, writer: writer)
    late = LateErasure(objects: objects, online: online, accounts: accounts, now: now)
  }

  /// Takes a batch, but for what it has of listeners who were forgotten. When it returns, all of it is durable.
  ///
  /// What it tells of accounts is kept in the database too. Batches are taken one at a time, in the order they come. Nothing is
  /// left of a listener who is forgotten meanwhile: see ``LateErasure``.
  ///
  /// - Throws: `StorageError`; `ProfileError` for a stored profile that is none. What was taken by then stays taken: the batch
  ///   may be given again.
  public func take(_ batch: EventBatch) async throws -> TakenCount {
    let count = try await takeEach(batch)
    if let failure = count.failures.first { throw failure.error }
    return count
  }

  /// The same for a batch of several sources, none of which fails for another's events: what is wrong with one listener fails the
  /// sources that sent of that listener, and stands among the count's failures. A store that does not answer fails all that was
  /// not taken by then.
  ///
  /// - Throws: `StorageError`, when nothing was taken.
  public func takeEach(_ batch: EventBatch) async throws -> TakenCount {
    await turn.enter()
    defer { turn.leave() }
    var count = TakenCount()
    let forgotten = try await accounts.forgotten(among: Set(batch.listeners))
    if !batch.accounts.isEmpty { try await accounts.keep(batch.accounts) }
    let slices = EventSlice.slices(of: batch, listenersMax: listenersMax) { part in
      guard forgotten.contains(part.listener) else { return true }
      for event in part.events { count.addForgotten(from: batch.entries[Int(event)].origin) }
      return false
    }
    var waiting = slices.reversed().map { (slice: $0, attempts: 0) }
    while let (slice, attempts) = waiting.popLast() {
      do {
        guard attempts < Self.attemptsMax else {
          throw StorageError.contended(what: "a listener's profile", attempts: attempts)
        }
        if let taken = try await take(slice) {
          count.add(taken)
        } else {
          waiting += slice.halves.map { ($0, attempts + 1) }
        }
      } catch  where Self.isOfOneListener(error) {
        if slice.parts.count > 1 {
          waiting += slice.halves.map { ($0, attempts) }
        } else {
          count.failures.append(TakingFailure(sources: slice.sources, error: error))
        }
      } catch {
        let sources = waiting.reduce(into: slice.sources) { $0.formUnion($1.slice.sources) }
        count.failures.append(TakingFailure(sources: sources, error: error))
        break
      }
    }
    return count
  }

  /// Whether an error is about what a listener sent or has, so that others' events may do better.
  private static func isOfOneListener(_ error: any Error) -> Bool {
    switch error {
    case is ProfileError: true
    case StorageError.tooLarge, StorageError.badText, StorageError.badKey, StorageError.notFinite,
      StorageError.contended:
      true
    default: false
    }
  }

  /// Takes a slice; nil when another writer was faster.
  private func take(_ slice: EventSlice) async throws -> TakenCount? {
    if let unfinished = try await journal.unfinished() {
      try await late.erase(from: unfinished.keys)
      await journal.end()
    }
    let read = try SliceRead(slice, values: try await online.read(SliceRead.keys(of: slice)))
    let taken = next(after: read.lastTaken)
    let fold = try SliceFold(read, taken: taken)
    guard fold.count.accepted > 0 else { return fold.count }
    let logged = fold.logged
    let begun = try await journal.begin("events/", hours: logged.map(\.hour), at: now(), state: .writing)
    try await write(logged, begun)
    // When somebody was faster nothing of these was folded, and all of it is begun anew.
    guard try await journal.fold(fold.changes) else { return nil }
    try await late.erase(fold.listeners, from: begun.keys)
    await journal.end()
    return fold.count.writing(logged.map(\.bytes.count))
  }

  /// The name of a batch: later than the writer's last, and than the listeners'.
  private func next(after last: Moment) -> Moment {
    latest = max(now(), Moment(milliseconds: max(latest, last).milliseconds &+ 1))
    return latest
  }

  /// Writes objects, some at a time.
  private func write(_ logged: [(hour: Int64, bytes: [UInt8])], _ begun: WriteJournal.Begun) async throws {
    let objects = objects
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, (hour, bytes)) in logged.enumerated() {
        if index >= IntakeLimits.objectsWrittenAtOnce { try await group.next() }
        group.addTask { try await objects.put(bytes, at: begun.key(hour)) }
      }
      try await group.waitForAll()
    }
  }
}
