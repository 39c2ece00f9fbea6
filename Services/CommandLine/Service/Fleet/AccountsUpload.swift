import Intake
import Messages
import Wording

/// Sends masked accounts to home, a batch at a time, and prints what became of them.
struct AccountsUpload {
  let home: Wire.HomeClient

  /// Sends all accounts of a reader.
  func send(_ reader: AccountReader) async throws {
    var reader = reader
    let progress = ProgressLine(reader.source)
    var recorded = Wire.RecordEventsResponse()
    while let events = try await reader.next() {
      // A moment that a reader gives is always there and understood.
      recorded.add(try await EventUpload(home: home).send(try events.map { try Wire.Event($0) }))
      progress.update("\(Decimals.grouped(reader.rowCount)) accounts")
    }
    let empty = reader.emptyCount > 0 ? ", \(Decimals.grouped(reader.emptyCount)) of which nothing is known" : ""
    progress.end("\(recorded.summary)\(empty)")
    QuarantinePrinter.print(reader.unusable)
    QuarantinePrinter.print(unread: reader.unreadColumns)
  }
}
