import Intake
import Messages
import Storage
import Translation
import Wording

/// Sends the lines of a file to home, a batch at a time, and keeps aside what cannot be read.
struct LinesUpload {
  /// What became of a file's lines.
  struct Outcome: Sendable {
    /// What home made of the events it was sent.
    var recorded = Wire.RecordEventsResponse()
    /// The lines that were not sent, because they cannot be read.
    var unread = QuarantineTally()
  }

  let home: Wire.HomeClient
  /// What each file's quarantine begins as.
  let quarantine: ImportQuarantine

  /// Sends a file of events in the external form, and prints what became of them.
  @discardableResult
  func events(of path: String) async throws -> Outcome {
    try await upload(path, lineBytesMax: IntakeLimits.importedLineBytesMax) { line throws(Rejection) in
      try Wire.Event(EventDraft(line: line))
    }
  }

  /// Sends a file of pages as they are logged, and prints what became of them.
  @discardableResult
  func pages(of path: String) async throws -> Outcome {
    try await upload(path, lineBytesMax: IntakeLimits.logLineBytesMax) { line throws(Rejection) in
      Wire.Event(try PageLogLine.decode(line))
    }
  }

  private func upload(
    _ path: String, lineBytesMax: Int, _ convert: @escaping @Sendable ([UInt8]) throws(Rejection) -> Wire.Event
  ) async throws -> Outcome {
    let progress = ProgressLine(path)
    var lines = try await JSONLinesReader.open(path, lineBytesMax: lineBytesMax)
    try await lines.checkFormat()
    var outcome = Outcome()
    var quarantine = quarantine
    while let found = try await lines.next() {
      var events: [Wire.Event] = []
      for line in found {
        do throws(Rejection) {
          events.append(try convert(try line.checked()))
        } catch {
          quarantine.add(error, source: path, line: line.number)
        }
      }
      try await quarantine.check(lines: lines.lines, isEnd: false)
      outcome.recorded.add(try await EventUpload(home: home).send(events))
      progress.update("\(Decimals.grouped(lines.lines)) lines")
    }
    progress.end(outcome.recorded.summary)
    outcome.unread = quarantine.tally
    QuarantinePrinter.print(outcome.unread)
    try await quarantine.check(lines: lines.lines, isEnd: true)
    return outcome
  }
}

extension Wire.RecordEventsResponse {
  /// Adds what became of more events; of each reason the first example stays.
  mutating func add(_ other: Wire.RecordEventsResponse) {
    accepted += other.accepted
    duplicates += other.duplicates
    quarantined += other.quarantined
    for reason in other.reasons {
      if let index = reasons.firstIndex(where: { $0.reason == reason.reason }) {
        reasons[index].count += reason.count
      } else {
        reasons.append(reason)
      }
    }
  }
}
