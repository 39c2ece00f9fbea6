public import Domain
public import Features
public import Storage

/// Brings in files of events: reads, masks and checks each line, takes what is good by the rule of ``EventOrder``, and keeps aside
/// the rest with its file, line and reason.
///
/// How far each file was taken is kept in the online store, behind the events: an import that was stopped goes on where it was,
/// and what it takes twice counts once. Batches end at the same lines however often it was stopped, so that profiles have the
/// same bytes. Holds one batch: the larger it is, the more of a listener's events are folded at once.
public struct EventImport: Sendable {
  private let files: [ImportFile]
  private let objects: any ObjectStore
  private let online: any OnlineStore
  private let accounts: any AccountStore & LeaseStore
  private let catalog: CatalogSnapshot
  private let options: EventImportOptions
  private let now: @Sendable () -> Moment

  /// An import of files into these stores.
  public init(
    files: [ImportFile], objects: any ObjectStore, online: any OnlineStore, accounts: any AccountStore & LeaseStore,
    catalog: CatalogSnapshot, options: EventImportOptions = EventImportOptions(), now: @escaping @Sendable () -> Moment
  ) {
    self.files = files
    self.objects = objects
    self.online = online
    self.accounts = accounts
    self.catalog = catalog
    self.options = options
    self.now = now
  }

  /// Imports all files, and tells how far it is after each batch.
  ///
  /// - Throws: ``IntakeError/tooManyKeptAside(lines:keptAside:shareMax:worst:)``, after which the batches before the one that
  ///   went too far stay taken, and what was kept aside can be read; ``IntakeError/emptyFile(path:)`` when no file has a line; `StorageError`.
  public func run(_ progress: (ImportReport) -> Void = { _ in }) async throws -> ImportReport {
    let reader = ImportReader(
      files: files, online: online, checker: EventChecker(catalog: catalog), options: options, received: now)
    let taker = EventTaker(
      objects: objects, online: online, accounts: accounts, writer: LogWriterName(service: "import", started: now()),
      now: now)
    var report = ImportReport()
    // Room is only taken where something is written to it.
    var batch = ImportBatch(events: EventBatch(expecting: options.batchLinesMax))
    while try await reader.next(&batch) {
      try await take(batch, with: taker, into: &report)
      progress(report)
    }
    if report.lines == 0, report.filesKnown == 0 {
      throw IntakeError.emptyFile(path: files.first?.name ?? "")
    }
    return report
  }

  private func take(_ batch: ImportBatch, with taker: EventTaker, into report: inout ImportReport) async throws {
    report.lines += batch.lines
    for line in batch.rejected { report.keptAside.add(line.rejection, source: line.source, line: line.line) }
    let quarantine = QuarantineWriter(objects: objects, writer: LogWriterName(fixed: "import-\(batch.name)"))
    for line in batch.rejected { try await quarantine.append(line) }
    try await quarantine.flush()
    try QuarantineLimit(share: options.keptAsideShareMax)
      .check(report.keptAside, lines: report.lines, isEnd: batch.isLast)
    let count = try await taker.take(batch.events)
    for origin in count.tooLate {
      let line = QuarantinedLine(
        rejection: TakenCount.tooLateRejection, source: batch.sources[Int(origin.source)], line: Int(origin.line),
        received: now())
      report.keptAside.add(line.rejection, source: line.source, line: line.line)
      try await quarantine.append(line)
    }
    try await quarantine.flush()
    try await online.set(
      batch.marks.sorted { $0.key < $1.key }.map {
        OnlineEntry(key: ImportMark.key(of: $0.key), value: $0.value.encoded)
      })
    report.add(batch, count)
  }
}

extension ImportReport {
  fileprivate mutating func add(_ batch: ImportBatch, _ count: TakenCount) {
    files += batch.files
    filesKnown += batch.filesKnown
    streams += batch.streams
    bytes += batch.bytes
    accepted += count.accepted
    duplicates += count.duplicates
    forgotten += count.forgotten
    objects += count.objects
    objectBytes += count.bytes
    include(batch.moments)
  }
}
