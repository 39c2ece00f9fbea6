import Intake
import Messages

/// What became of a stream of events.
struct IntakeReport: Sendable {
  /// Taken, durable and folded into profiles.
  var acceptedCount: UInt64 = 0
  /// Already taken before.
  var duplicateCount: UInt64 = 0
  /// Kept aside, by reason, with the first message of each.
  var quarantined: [QuarantineReason: (count: UInt64, example: String)] = [:]

  /// Counts a rejection.
  mutating func add(_ rejection: Rejection) {
    quarantined[rejection.reason, default: (0, rejection.description)].count += 1
  }

  /// Counts a rejection so many times.
  mutating func add(_ rejection: Rejection, count: Int) {
    if count > 0 { quarantined[rejection.reason, default: (0, rejection.description)].count += UInt64(count) }
  }

  /// Adds what became of others.
  mutating func add(_ other: IntakeReport) {
    acceptedCount += other.acceptedCount
    duplicateCount += other.duplicateCount
    for (reason, tally) in other.quarantined {
      quarantined[reason, default: (0, tally.example)].count += tally.count
    }
  }

  /// The answer to the app: reasons in the order of their names.
  var response: Wire.RecordEventsResponse {
    Wire.RecordEventsResponse(
      accepted: acceptedCount, duplicates: duplicateCount,
      quarantined: quarantined.values.reduce(0) { $0 + $1.count },
      reasons: quarantined.sorted { $0.key.rawValue < $1.key.rawValue }.map { reason, tally in
        Wire.QuarantineCount(reason: reason.rawValue, count: tally.count, example: tally.example)
      })
  }
}
