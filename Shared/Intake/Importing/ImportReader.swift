import Domain
import Features
import Masking
import Storage

/// Reads files into batches: finds lines, reads and masks and checks each.
actor ImportReader {
  /// The file that is being read.
  private struct Current: ~Copyable {
    var name: String
    var bytes: ImportBytes
    var lines: LineBuffer
  }

  private let online: any OnlineStore
  private let checker: EventChecker
  private let received: @Sendable () -> Moment
  private let options: EventImportOptions
  private var accounts: AccountMask?
  private var waiting: ArraySlice<ImportFile>
  private var current: Current?

  init(
    files: [ImportFile], online: any OnlineStore, checker: EventChecker, options: EventImportOptions,
    received: @escaping @Sendable () -> Moment
  ) {
    waiting = files[...]
    self.online = online
    self.checker = checker
    self.options = options
    self.received = received
    accounts = options.pseudonyms.map { AccountMask(pseudonyms: $0) }
  }

  /// Reads the next batch in the place of the one before, whose room it takes over; false at the end of all files.
  ///
  /// - Throws: `StorageError`; ``IntakeError``.
  func next(_ batch: inout ImportBatch) async throws -> Bool {
    batch.events.removeAll()
    batch = ImportBatch(events: batch.events)
    accounts?.beginBatch()
    let moment = received()
    while !isFull(batch) {
      if current == nil, try await !open(into: &batch) { break }
      try await readLines(into: &batch, received: moment)
    }
    batch.isLast = current == nil && waiting.isEmpty
    return !batch.isEmpty
  }

  private func isFull(_ batch: ImportBatch) -> Bool {
    batch.lines >= options.batchLinesMax || batch.rejected.count >= IntakeLimits.importBatchRejectedMax
  }

  /// Opens the next file that was not imported yet, where it was left; false when there is none.
  private func open(into batch: inout ImportBatch) async throws -> Bool {
    while let file = waiting.popFirst() {
      var bytes = try await ImportBytes.open(file)
      let known = bytes.isStream ? nil : try await mark(of: file, sizeBytes: bytes.sizeBytes)
      if known?.isWhole == true {
        batch.filesKnown += 1
        continue
      }
      var lines = LineBuffer(
        lineBytesMax: IntakeLimits.importedLineBytesMax, number: known?.lines ?? 0, offset: known?.offset ?? 0)
      if known?.offset ?? 0 == 0 { try FileFormat.checkLines(try await bytes.peek(), of: file.name) }
      if let known { lines.add(try await bytes.skip(known.offset)) }
      current = Current(name: file.name, bytes: bytes, lines: lines)
      return true
    }
    return false
  }

  /// How far a file was imported; nil when it was not, or is another one now.
  private func mark(of file: ImportFile, sizeBytes: Int) async throws -> ImportMark? {
    guard !options.isAnew else { return nil }
    let stored = try await online.get(ImportMark.key(of: file.name)).flatMap { ImportMark(decoding: $0) }
    return stored?.sizeBytes == sizeBytes ? stored : nil
  }

  /// Reads lines of the file: what is left of its last piece, then one piece more.
  ///
  /// A batch ends at a line, not at a piece's end, so that batches are the same wherever an import was stopped: a profile's
  /// bytes depend on which events were folded together.
  private func readLines(into batch: inout ImportBatch, received: Moment) async throws {
    guard var file = current.take() else { return }
    if batch.sources.last != file.name {
      if batch.sources.isEmpty {
        // What comes through a pipe is something else each time.
        let time = file.bytes.isStream ? "-\(received.milliseconds)" : ""
        batch.name = "\(ImportMark.key(of: file.name).dropFirst(7))\(time)-\(file.lines.offset)"
      }
      batch.sources.append(file.name)
    }
    let start = file.lines.offset
    readLines(of: &file.lines, isLast: false, into: &batch, received: received)
    var isWhole = false
    if !isFull(batch) {
      let piece = try await file.bytes.next()
      if let piece { file.lines.add(piece) }
      readLines(of: &file.lines, isLast: piece == nil, into: &batch, received: received)
      isWhole = piece == nil && !file.lines.hasMore
    }
    batch.bytes += file.lines.offset - start
    if !file.bytes.isStream {
      batch.marks[file.name] = ImportMark(
        sizeBytes: file.bytes.sizeBytes, offset: file.lines.offset, lines: file.lines.number, isWhole: isWhole)
    }
    guard isWhole else { return current = consume file }
    batch.files += 1
    if file.bytes.isStream { batch.streams += 1 }
  }

  private func readLines(
    of lines: inout LineBuffer, isLast: Bool, into batch: inout ImportBatch, received: Moment
  ) {
    JSONReaders.withReader { reader in
      while !isFull(batch), let line = lines.next() ?? (isLast ? lines.finish() : nil) {
        do throws(Rejection) {
          switch line {
          case .blank: continue
          case .overlong: throw Rejection(.overlongLine, "longer than \(IntakeLimits.importedLineBytesMax) bytes")
          case .range(let range): try read(range, of: lines, with: reader, into: &batch, received: received)
          }
        } catch {
          batch.rejected.append(
            QuarantinedLine(
              rejection: error, source: batch.sources.last ?? "", line: lines.number, received: received))
        }
        batch.lines += 1
      }
    }
  }

  private func read(
    _ range: Range<Int>, of lines: borrowing LineBuffer, with reader: JSONReader, into batch: inout ImportBatch,
    received: Moment
  ) throws(Rejection) {
    let event = try reader.read(range, of: lines.bytes.span, as: EventDraft.Key.self) { (object) throws(Rejection) in
      try checker.check(EventDraft(object), received: received)
    }
    let origin = EventOrigin(source: batch.sources.count - 1, line: lines.number)
    if accounts == nil {
      try batch.events.append(event, from: origin)
    } else {
      try accounts?.add(event, to: &batch.events, from: origin)
    }
    let moment = event.event.moment
    guard let moments = batch.moments else { return batch.moments = moment...moment }
    if !moments.contains(moment) {
      batch.moments = min(moments.lowerBound, moment)...max(moments.upperBound, moment)
    }
  }
}
