import Intake
import Messages
import Storage
import Translation

/// Sends the lines of a file to home, a batch at a time, with what cannot be read counted by reason.
struct LinesUpload {
  let home: Wire.HomeClient

  /// Sends a file of events in the external form.
  func events(of path: String) async throws {
    try await upload(path) { line throws(Rejection) in try Wire.Event(EventDraft(line: line)) }
  }

  /// Sends a file of pages as they are logged.
  func pages(of path: String) async throws {
    try await upload(path) { line throws(Rejection) in Wire.Event(try PageLogLine.decode(line)) }
  }

  private func upload(
    _ path: String, _ convert: @escaping @Sendable ([UInt8]) throws(Rejection) -> Wire.Event
  ) async throws {
    let progress = ProgressLine(path)
    var lines = JSONLinesReader(file: try await ReadableFile.open(path), lineBytesMax: IntakeLimits.logLineBytesMax)
    var unread = QuarantineTally()
    var total = Wire.RecordEventsResponse()
    while let found = try await lines.next() {
      var events: [Wire.Event] = []
      for line in found {
        do throws(Rejection) {
          events.append(try convert(try line.checked()))
        } catch {
          unread.add(error, source: path, line: line.number)
        }
      }
      total.add(try await EventUpload(home: home).send(events))
      progress.update("\(Decimals.grouped(lines.lines)) lines")
    }
    progress.end(total.summary)
    QuarantinePrinter.print(unread)
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
