import Domain
import Features
import Storage

/// All events of some listeners of a batch, listener by listener, each one's in the order of their fold.
struct EventSlice: Sendable {
  /// A listener's events.
  struct Part: Sendable {
    var listener: ListenerIdentifier
    var events: ArraySlice<Int32>
  }

  let batch: EventBatch
  let parts: ArraySlice<Part>

  /// The batch in slices of at most so many listeners.
  static func slices(of batch: EventBatch, listenersMax: Int) -> [EventSlice] {
    let parts = parts(of: batch)
    return stride(from: 0, to: parts.count, by: listenersMax).map { start in
      EventSlice(batch: batch, parts: parts[start..<min(start + listenersMax, parts.count)])
    }
  }

  /// The slice in two, or as it is when it is about one listener.
  var halves: [EventSlice] {
    guard parts.count > 1 else { return [self] }
    let middle = parts.startIndex + parts.count / 2
    return [
      EventSlice(batch: batch, parts: parts[..<middle]), EventSlice(batch: batch, parts: parts[middle...]),
    ]
  }

  /// Counts the events of each listener, puts them at their places, then sorts within each.
  private static func parts(of batch: EventBatch) -> [Part] {
    let entries = batch.entries
    var ends = [Int32](repeating: 0, count: batch.listeners.count + 1)
    for entry in entries { ends[Int(entry.listener) + 1] += 1 }
    for index in batch.listeners.indices { ends[index + 1] += ends[index] }
    let starts = ends
    var order = [Int32](repeating: 0, count: entries.count)
    for (index, entry) in entries.enumerated() {
      order[Int(ends[Int(entry.listener)])] = Int32(index)
      ends[Int(entry.listener)] += 1
    }
    return batch.listeners.indices.map { index in
      let range = Int(starts[index])..<Int(starts[index + 1])
      var events = order[range]
      events.sort { (left, right) in
        let (left, right) = (entries[Int(left)], entries[Int(right)])
        return (left.event.moment, left.fingerprint) < (right.event.moment, right.fingerprint)
      }
      return Part(listener: batch.listeners[index], events: events)
    }
  }
}
