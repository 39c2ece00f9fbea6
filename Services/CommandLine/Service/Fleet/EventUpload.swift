import Messages
import RPC
import Wording

/// Sends events to home in batches, and adds up what became of them.
struct EventUpload {
  /// The most events in one message.
  static let batchEventsMax = 5000
  /// About how many bytes one message may have: half of what home takes, because sizes are estimated.
  static let batchBytesMax = 2 << 20

  let home: Wire.HomeClient

  /// Sends all events in their order; returns when they are durable.
  func send(_ events: [Wire.Event]) async throws -> Wire.RecordEventsResponse {
    try await home.recordEvents(options: CallOptions(timeout: .seconds(600))) { writer in
      var start = 0
      while start < events.count {
        let end = Self.batchEnd(of: events, from: start)
        try await writer.write(Wire.RecordEventsRequest(events: Array(events[start..<end])))
        start = end
      }
    }
  }

  /// Where the batch that begins at `start` ends: after at least one event.
  private static func batchEnd(of events: [Wire.Event], from start: Int) -> Int {
    var end = start
    var bytes = 0
    while end < events.count, end - start < batchEventsMax {
      bytes += events[end].estimatedBytes
      guard end == start || bytes <= batchBytesMax else { break }
      end += 1
    }
    return end
  }
}

extension Wire.Event {
  /// About how long the encoded event is; only pages are long.
  fileprivate var estimatedBytes: Int {
    guard let servedPage else { return 256 }
    let vectors = servedPage.shelves.flatMap(\.cards).map { 96 + 4 * ($0.features?.values.count ?? 0) }
    return 256 + servedPage.profile.count + vectors.reduce(0, +)
  }
}

extension Wire.RecordEventsResponse {
  /// What became of the events, in a line.
  var summary: String {
    var parts = ["\(Decimals.grouped(accepted)) taken"]
    if duplicates > 0 { parts.append("\(Decimals.grouped(duplicates)) taken before") }
    if quarantined > 0 {
      let reasons = reasons.map { "\(Decimals.grouped($0.count)) \($0.example)" }.joined(separator: "; ")
      parts.append("\(Decimals.grouped(quarantined)) kept aside (\(reasons))")
    }
    return parts.joined(separator: ", ")
  }
}
