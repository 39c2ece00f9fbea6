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

  /// The batch in slices of at most so many listeners, without those that a condition on the listener and the number of their
  /// events leaves out.
  static func slices(
    of batch: EventBatch, listenersMax: Int, where isTaken: (ListenerIdentifier, Int) -> Bool = { _, _ in true }
  ) -> [EventSlice] {
    let parts = parts(of: batch).filter { isTaken($0.listener, $0.events.count) }
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

  /// What an event is sorted by, and where it stands in the batch.
  private struct Place {
    var moment: Moment
    var fingerprint: UInt64
    var index: Int32
  }

  /// Counts the events of each listener, puts them at their places, then sorts within each.
  private static func parts(of batch: EventBatch) -> [Part] {
    var ends = [Int](repeating: 0, count: batch.listeners.count + 1)
    for entry in batch.entries { ends[Int(entry.listener) + 1] += 1 }
    for index in batch.listeners.indices { ends[index + 1] += ends[index] }
    let starts = ends
    let first = Place(moment: Moment(milliseconds: 0), fingerprint: 0, index: 0)
    var places = [Place](repeating: first, count: batch.entries.count)
    for (index, entry) in batch.entries.enumerated() {
      places[ends[Int(entry.listener)]] = Place(
        moment: entry.event.moment, fingerprint: entry.fingerprint, index: Int32(index))
      ends[Int(entry.listener)] += 1
    }
    for index in batch.listeners.indices {
      places[starts[index]..<starts[index + 1]].sort {
        ($0.moment, $0.fingerprint) < ($1.moment, $1.fingerprint)
      }
    }
    let order = places.map(\.index)
    return batch.listeners.indices.map { index in
      Part(listener: batch.listeners[index], events: order[starts[index]..<starts[index + 1]])
    }
  }
}
