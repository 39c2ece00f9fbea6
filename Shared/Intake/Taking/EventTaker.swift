public import Features
import Masking
public import Storage

/// Takes batches of checked events: drops what was taken before, makes the rest durable in the log, and folds it into profiles.
///
/// The order of steps makes a crash harmless: the log first, then profiles together with what is remembered of their events. An
/// event is folded and remembered at once, or neither, and other writers to the same online store are noticed: whoever comes
/// second begins anew. See ``EventOrder`` for the rule of duplicates and order.
public actor EventTaker {
  private let objects: any ObjectStore
  private let online: any OnlineStore
  private let accounts: any AccountStore
  private let writer: LogWriterName
  private let now: @Sendable () -> Moment
  private let listenersMax: Int
  private var latest = Moment(milliseconds: .min)
  private var sequence: UInt64 = 0

  /// How often a slice of a batch is begun anew because other writers were faster.
  static let attemptsMax = 100

  /// A taker into these stores. Its name must be its own: see ``LogWriterName``.
  ///
  /// - Parameters:
  ///   - now: The clock, which names batches.
  ///   - listenersMax: How many listeners are read and written at once.
  public init(
    objects: any ObjectStore, online: any OnlineStore, accounts: any AccountStore, writer: LogWriterName,
    now: @escaping @Sendable () -> Moment,
    listenersMax: Int = IntakeLimits.sliceListenersMax
  ) {
    self.objects = objects
    self.online = online
    self.accounts = accounts
    self.writer = writer
    self.now = now
    self.listenersMax = min(max(1, listenersMax), StorageLimits.onlineBatchKeysMax / 2)
  }

  /// Takes a batch, but for what it has of listeners who were forgotten. When it returns, all of it is durable.
  ///
  /// What it tells of accounts is kept in the database too.
  ///
  /// - Throws: `StorageError`; `ProfileError` for a stored profile that is none. What was taken by then stays taken: the batch
  ///   may be given again.
  public func take(_ batch: EventBatch) async throws -> TakenCount {
    var count = TakenCount()
    let forgotten = try await accounts.forgotten(among: Set(batch.listeners))
    if !batch.accounts.isEmpty { try await accounts.keep(batch.accounts) }
    let slices = EventSlice.slices(of: batch, listenersMax: listenersMax) { listener, events in
      guard forgotten.contains(listener) else { return true }
      count.forgotten += events
      return false
    }
    var waiting = slices.reversed().map { (slice: $0, attempts: 0) }
    while let (slice, attempts) = waiting.popLast() {
      guard attempts < Self.attemptsMax else {
        throw StorageError.contended(what: "a listener's profile", attempts: attempts)
      }
      if let taken = try await take(slice) {
        count.add(taken)
      } else {
        waiting += slice.halves.map { ($0, attempts + 1) }
      }
    }
    return count
  }

  /// Takes a slice; nil when another writer was faster.
  private func take(_ slice: EventSlice) async throws -> TakenCount? {
    let fold = try SliceFold(slice, values: try await online.read(SliceFold.keys(of: slice)))
    guard fold.count.accepted > 0 else { return fold.count }
    let taken = next(after: fold.lastTaken)
    let logged = fold.logged(taken: taken)
    async let writing = write(logged)
    let changes = try fold.folded(taken: taken)
    let keys = try await writing
    guard try await online.replace(changes, markingSeen: []) else {
      // Nothing of these was folded, and all of it is begun anew: it must not stand in the log as if it had been.
      for key in keys { try await objects.delete(key) }
      return nil
    }
    var count = fold.count
    count.objects = logged.count
    count.bytes = logged.reduce(0) { $0 + $1.bytes.count }
    return count
  }

  /// The name of a batch: later than the writer's last, and than the listeners'.
  private func next(after last: Moment) -> Moment {
    latest = max(now(), Moment(milliseconds: max(latest, last).milliseconds &+ 1))
    return latest
  }

  /// Writes objects, some at a time, and returns their keys.
  private func write(_ logged: [(partition: String, bytes: [UInt8])]) async throws -> [String] {
    let named = logged.map { partition, bytes in
      sequence += 1
      return (key: "\(partition)\(writer)-\(CivilDate.padded(sequence, to: 10)).jsonl", bytes: bytes)
    }
    let objects = objects
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, object) in named.enumerated() {
        if index >= IntakeLimits.objectsWrittenAtOnce { try await group.next() }
        group.addTask { try await objects.put(object.bytes, at: object.key) }
      }
      try await group.waitForAll()
    }
    return named.map(\.key)
  }
}
