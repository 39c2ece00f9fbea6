import Features
import Intake
import Messages

extension Wire.ListQuarantineResponse {
  /// What was kept aside, for the wire: the most frequent reason first.
  init(_ listing: QuarantineReader.Listing) {
    self.init(
      reasons: listing.tally.entries
        .sorted { ($1.value.count, $0.key.rawValue) < ($0.value.count, $1.key.rawValue) }
        .map { Wire.QuarantinedReason($0.key, $0.value) },
      lines: listing.lines.map { Wire.QuarantinedLine($0) }, unreadable: UInt64(listing.unreadable))
  }
}

extension Wire.QuarantinedReason {
  fileprivate init(_ reason: QuarantineReason, _ entry: QuarantineTally.Entry) {
    self.init(
      reason: reason.rawValue, count: entry.count, source: entry.source, line: UInt64(entry.line),
      message: entry.example.message)
  }
}

extension Wire.QuarantinedLine {
  fileprivate init(_ line: QuarantinedLine) {
    self.init(
      reason: line.rejection.reason.rawValue, field: line.rejection.field, message: line.rejection.message,
      source: line.source, line: UInt64(line.line), receivedMilliseconds: line.received.milliseconds,
      excerpt: line.excerpt)
  }
}
