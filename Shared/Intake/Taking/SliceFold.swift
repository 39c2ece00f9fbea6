import Domain
import Features
import Storage

/// What becomes of a slice: which events are new, their lines of the log, and what is to be kept of their listeners.
///
/// All of a listener's events are seen once, one behind the other: they stand far from each other in the batch.
struct SliceFold: Sendable {
  /// What becomes of the events.
  private(set) var count = TakenCount()
  /// Whose events are new.
  private(set) var listeners: Set<ListenerIdentifier> = []
  /// What their profiles become, and what is remembered of their events.
  private(set) var changes: [OnlineChange] = []
  private let hours: [Int64]
  /// The new lines, by the batch's hours.
  private var writers: [JSONWriter]

  /// About how long a line of the log is, in bytes.
  private static let lineBytesUsual = 240

  /// Folds a slice as a batch.
  ///
  /// - Throws: `ProfileError` for a stored profile that is none.
  init(_ read: consuming SliceRead, taken: Moment) throws {
    let slice = read.slice
    let batch = slice.batch
    hours = batch.hours.map(\.number)
    let share = Double(slice.parts.reduce(0) { $0 + $1.events.count }) / Double(max(batch.count, 1))
    writers = batch.hours.map { hour in
      JSONWriter(expecting: Int(Double(hour.count * Self.lineBytesUsual) * share))
    }
    changes.reserveCapacity(2 * slice.parts.count)
    while let listener = read.next() { try fold(listener, of: slice, taken: taken) }
  }

  /// The new lines by their hours, each with the batch it was taken in.
  var logged: [(hour: Int64, bytes: [UInt8])] {
    zip(hours, writers).filter { !$1.bytes.isEmpty }.map { ($0, $1.bytes) }
  }

  private mutating func fold(_ listener: consuming SliceRead.Listener, of slice: EventSlice, taken: Moment) throws {
    let (identifier, entries) = (listener.part.listener, slice.entries(of: listener.part))
    let fresh = takeNew(entries, of: slice.batch, into: &listener.remembered)
    guard !fresh.isEmpty else { return }
    let frame = EventLogLine.Frame(listener: identifier, taken: taken)
    let stored = listener.profile?.bytes ?? []
    var profile = try Profile(decoding: stored.span)
    for index in fresh {
      let entry = entries[index]
      try slice.batch.write(entry, frame, into: &writers[Int(entry.partition)])
      profile.apply(entry.event)
    }
    listener.remembered.close(taken)
    listeners.insert(identifier)
    changes.append(
      OnlineChange(
        OnlineEntry(key: ProfileStore.profileKey(identifier), value: profile.encoded()),
        read: listener.profile?.version))
    changes.append(
      OnlineChange(
        OnlineEntry(key: ProfileStore.takenKey(identifier), value: listener.remembered.bytes),
        read: listener.rememberedVersion))
  }

  /// The indices of those that are new.
  private mutating func takeNew(
    _ entries: [EventBatch.Entry], of batch: EventBatch, into remembered: inout TakenEvents
  ) -> [Int] {
    let novelties = remembered.take(
      entries.map { TakenEvents.Offer(fingerprint: batch.fingerprint(of: $0), moment: $0.event.moment) })
    var fresh: [Int] = []
    fresh.reserveCapacity(entries.count)
    for (index, novelty) in novelties.enumerated() {
      switch novelty {
      case .new:
        fresh.append(index)
        count.addAccepted(from: entries[index].origin)
      case .duplicate: count.addDuplicate(from: entries[index].origin)
      case .tooLate: count.tooLate.append(entries[index].origin)
      }
    }
    return fresh
  }
}
