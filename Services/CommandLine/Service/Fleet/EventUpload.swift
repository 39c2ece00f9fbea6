import Messages
import RPC

/// Sends events to home in batches, and adds up what became of them.
struct EventUpload {
  /// How many events go into one message.
  static let batchEventsMax = 5000

  let home: Wire.HomeClient

  /// Sends all events in their order; returns when they are durable.
  func send(_ events: [Wire.Event]) async throws -> Wire.RecordEventsResponse {
    try await home.recordEvents(options: CallOptions(timeout: .seconds(600))) { writer in
      for start in stride(from: 0, to: events.count, by: Self.batchEventsMax) {
        let batch = Array(events[start..<min(start + Self.batchEventsMax, events.count)])
        try await writer.write(Wire.RecordEventsRequest(events: batch))
      }
    }
  }
}

extension Wire.RecordEventsResponse {
  /// What became of the events, in a line.
  var summary: String {
    var parts = ["\(Decimals.grouped(accepted)) taken"]
    if duplicates > 0 { parts.append("\(Decimals.grouped(duplicates)) taken before") }
    if quarantined > 0 {
      let reasons = reasons.map { "\($0.reason) \($0.count), such as \($0.example)" }.joined(separator: "; ")
      parts.append("\(Decimals.grouped(quarantined)) kept aside (\(reasons))")
    }
    return parts.joined(separator: ", ")
  }
}
