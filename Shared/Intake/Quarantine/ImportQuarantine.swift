public import Features
public import Storage

/// Keeps aside what an import cannot use: counts it, writes it to the quarantine some at a time, and stops the import when it is
/// too much.
///
/// Objects are named by what is in them: what the same import keeps aside again on the same day stands there once.
public struct ImportQuarantine: Sendable {
  /// What was kept aside, by reason, with the first place of each.
  public private(set) var tally = QuarantineTally()
  private var held: [QuarantinedLine] = []
  private let objects: any ObjectStore
  private let received: Moment
  private let limit: QuarantineLimit

  /// A quarantine in a store.
  ///
  /// - Parameters:
  ///   - received: The moment of the import.
  ///   - limit: How much of it may be unusable.
  public init(objects: any ObjectStore, received: Moment, limit: QuarantineLimit = QuarantineLimit()) {
    self.objects = objects
    self.received = received
    self.limit = limit
  }

  /// Keeps aside a line or a row by its place. Nothing of the line itself is kept but what the rejection says.
  public mutating func add(_ rejection: Rejection, source: String, line: Int) {
    tally.add(rejection, source: source, line: line)
    held.append(QuarantinedLine(rejection: rejection, source: source, line: line, received: received))
  }

  /// Writes what is held when that is much, at the end and before it throws. Call it after each piece of the source.
  ///
  /// - Parameters:
  ///   - lines: How many were read, those kept aside among them.
  ///   - isEnd: Whether these were all.
  /// - Throws: ``IntakeError/tooManyKeptAside(lines:keptAside:shareMax:worst:)``; `StorageError`.
  public mutating func check(lines: Int, isEnd: Bool) async throws {
    do {
      try limit.check(tally, lines: lines, isEnd: isEnd)
    } catch {
      try await write()
      throw error
    }
    if isEnd || held.count >= IntakeLimits.importBatchRejectedMax { try await write() }
  }

  private mutating func write() async throws {
    guard !held.isEmpty else { return }
    let lines = held.map { line in
      "\(line.source):\(line.line): \(line.rejection)"
    }.joined(separator: "\n")
    let name = "import-\(sha256Hex(Array(lines.utf8)).prefix(32))"
    let writer = QuarantineWriter(objects: objects, writer: LogWriterName(fixed: name))
    for line in held { try await writer.append(line) }
    try await writer.flush()
    held.removeAll(keepingCapacity: true)
  }
}
