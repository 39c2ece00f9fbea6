public import Domain
public import Features
public import Storage

/// Writes served pages to the log, but for those of listeners who were forgotten: before, or while they are written.
public actor PageWriter {
  private let objects: any ObjectStore
  private let accounts: any AccountStore & LeaseStore
  private let journal: WriteJournal
  private let late: LateErasure
  private let now: @Sendable () -> Moment
  private let turn = Turnstile()

  /// A writer to these stores. Its name must be its own: see ``LogWriterName``.
  public init(
    objects: any ObjectStore, online: any OnlineStore, accounts: any AccountStore & LeaseStore, writer: LogWriterName,
    now: @escaping @Sendable () -> Moment
  ) {
    self.objects = objects
    self.accounts = accounts
    self.now = now
    journal = WriteJournal(objects: objects, online: online, writer: writer)
    late = LateErasure(objects: objects, online: online, accounts: accounts, now: now)
  }

  /// Writes pages. When it returns, they are durable; when it throws, all of them may be given again.
  ///
  /// - Returns: Which were not written, because the log cannot have them, and why.
  /// - Throws: `StorageError`, also when the store says that it has them and does not.
  @discardableResult
  public func write(_ pages: [ServedPage]) async throws -> [RefusedPage] {
    await turn.enter()
    defer { turn.leave() }
    if let unfinished = try await journal.unfinished() {
      try await late.erase(from: unfinished.keys)
      await journal.end()
    }
    let listeners = Set(pages.map(\.listener))
    let forgotten = try await accounts.forgotten(among: listeners)
    let (lines, refused) = Self.lines(of: pages, without: forgotten)
    guard !lines.isEmpty else { return refused }
    let begun = try await journal.begin("pages/", hours: Array(lines.keys), at: now(), state: .written)
    for (hour, bytes) in lines.sorted(by: { $0.key < $1.key }) { try await objects.put(bytes, at: begun.key(hour)) }
    try await check(begun.keys)
    try await late.erase(listeners.subtracting(forgotten), from: begun.keys)
    await journal.end()
    return refused
  }

  /// Looks whether the store has what it said that it took.
  private func check(_ keys: [String]) async throws {
    for key in keys where try await !objects.exists(key) {
      throw StorageError.operationFailed(
        path: key, operation: "keep", reason: "the store said that it took it, and does not have it")
    }
  }

  /// The pages' lines by their hours.
  private static func lines(
    of pages: [ServedPage], without forgotten: Set<ListenerIdentifier>
  ) -> (lines: [Int64: [UInt8]], refused: [RefusedPage]) {
    var lines: [Int64: [UInt8]] = [:]
    var refused: [RefusedPage] = []
    for (index, page) in pages.enumerated() where !forgotten.contains(page.listener) {
      do throws(Rejection) {
        lines[LogKeys.hourNumber(page.moment), default: []] += try PageLogLine.encode(page)
      } catch {
        refused.append(RefusedPage(index: index, rejection: error))
      }
    }
    return (lines, refused)
  }
}

/// A page that the log cannot have.
public struct RefusedPage: Sendable {
  /// Its place among those that were given.
  public var index: Int
  /// Why.
  public var rejection: Rejection
}
