import Domain
import Features
import Storage

/// All events of some listeners of a batch, listener by listener.
struct EventSlice: Sendable {
  /// A listener's events, as they came.
  struct Part: Sendable {
    var listener: ListenerIdentifier
    var events: ArraySlice<Int32>
  }

  let batch: EventBatch
  let parts: ArraySlice<Part>

  /// The batch in slices of at most so many listeners, without those that a condition leaves out.
  static func slices(
    of batch: EventBatch, listenersMax: Int, where isTaken: (Part) -> Bool = { _ in true }
  ) -> [EventSlice] {
    let parts = parts(of: batch).filter(isTaken)
    return stride(from: 0, to: parts.count, by: listenersMax).map { start in
      EventSlice(batch: batch, parts: parts[start..<min(start + listenersMax, parts.count)])
    }
  }

  /// The sources that its events came from.
  var sources: Set<Int32> {
    parts.reduce(into: []) { sources, part in
      for event in part.events { sources.insert(batch.entries[Int(event)].origin.source) }
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

  /// A listener's entries in the order of their fold: most are in it already.
  func entries(of part: Part) -> [EventBatch.Entry] {
    func precedes(_ left: EventBatch.Entry, _ right: EventBatch.Entry) -> Bool {
      let (moment, other) = (left.event.moment, right.event.moment)
      return moment == other ? batch.fingerprint(of: left) < batch.fingerprint(of: right) : moment < other
    }
    var entries = part.events.map { batch.entries[Int($0)] }
    let isInOrder = entries.indices.dropFirst().allSatisfy { !precedes(entries[$0], entries[$0 - 1]) }
    if !isInOrder { entries.sort(by: precedes) }
    return entries
  }

  /// Counts the events of each listener, then puts them at their places.
  private static func parts(of batch: EventBatch) -> [Part] {
    var ends = [Int](repeating: 0, count: batch.listeners.count + 1)
    for entry in batch.entries { ends[Int(entry.listener) + 1] += 1 }
    for index in batch.listeners.indices { ends[index + 1] += ends[index] }
    let starts = ends
    var order = [Int32](repeating: 0, count: batch.entries.count)
    for (index, entry) in batch.entries.enumerated() {
      order[ends[Int(entry.listener)]] = Int32(index)
      ends[Int(entry.listener)] += 1
    }
    return batch.listeners.indices.map { index in
      Part(listener: batch.listeners[index], events: order[starts[index]..<starts[index + 1]])
    }
  }
}
