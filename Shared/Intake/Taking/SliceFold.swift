import Domain
import Features
import Storage

/// A slice beside what the online store had of its listeners: which events are new, and what profiles become by them.
///
/// What was read is let go as soon as it is folded, for a slice has thousands of listeners.
struct SliceFold: Sendable {
  private struct Known {
    var part: EventSlice.Part
    var profile: OnlineValue?
    var taken: OnlineVersion?
    var remembered: TakenEvents
    var fresh: [Int32] = []
  }

  private let batch: EventBatch
  private var known: [Known] = []
  /// What becomes of the events.
  private(set) var count = TakenCount()
  /// The latest batch that any of the listeners had events in.
  private(set) var lastTaken = Moment(milliseconds: .min)

  /// About how long a line of the log is, in bytes.
  private static let lineBytesUsual = 240

  /// The keys to read for a slice: for each listener that of the profile, then that of the remembered events.
  static func keys(of slice: EventSlice) -> [String] {
    slice.parts.flatMap { [ProfileStore.profileKey($0.listener), ProfileStore.takenKey($0.listener)] }
  }

  /// Finds out which events are new.
  ///
  /// - Throws: `StorageError.corrupt` when what is remembered of events cannot be read.
  init(_ slice: EventSlice, values: consuming [OnlineValue?]) throws(StorageError) {
    batch = slice.batch
    known.reserveCapacity(slice.parts.count)
    for (index, part) in slice.parts.enumerated() {
      let (profile, taken) = (values[2 * index], values[2 * index + 1])
      (values[2 * index], values[2 * index + 1]) = (nil, nil)
      guard let remembered = TakenEvents(decoding: taken?.bytes ?? []) else {
        throw .corrupt(path: ProfileStore.takenKey(part.listener), reason: "not a list of events")
      }
      var entry = Known(part: part, profile: profile, taken: taken?.version, remembered: remembered)
      lastTaken = max(lastTaken, remembered.lastTaken)
      takeNew(into: &entry)
      if !entry.fresh.isEmpty { known.append(entry) }
    }
  }

  private mutating func takeNew(into entry: inout Known) {
    let offers = entry.part.events.map { index in
      let event = batch.entries[Int(index)]
      return TakenEvents.Offer(fingerprint: event.fingerprint, moment: event.event.moment)
    }
    let novelties = entry.remembered.take(offers)
    for (index, novelty) in zip(entry.part.events, novelties) {
      switch novelty {
      case .new: entry.fresh.append(index)
      case .duplicate: count.duplicates += 1
      case .tooLate: count.tooLate.append(batch.entries[Int(index)].origin)
      }
    }
    count.accepted += entry.fresh.count
  }

  /// Whose events are new.
  var listeners: Set<ListenerIdentifier> { Set(known.map(\.part.listener)) }

  /// The new lines by their hours, each with the batch it was taken in.
  ///
  /// - Throws: Never, for what the batch took.
  func logged(taken: Moment) throws(Rejection) -> [(hour: Int64, bytes: [UInt8])] {
    var counts = [Int](repeating: 0, count: batch.hours.count)
    for entry in known {
      for index in entry.fresh { counts[Int(batch.entries[Int(index)].partition)] += 1 }
    }
    var writers = counts.map { JSONWriter(expecting: $0 * Self.lineBytesUsual) }
    for entry in known {
      for index in entry.fresh {
        try batch.write(Int(index), taken: taken, into: &writers[Int(batch.entries[Int(index)].partition)])
      }
    }
    return zip(batch.hours, writers).filter { !$1.bytes.isEmpty }.map { ($0, $1.bytes) }
  }

  /// Folds the new events, and tells what is to be kept.
  ///
  /// - Throws: `ProfileError` for a stored profile that is none.
  consuming func folded(taken: Moment) throws(ProfileError) -> [OnlineChange] {
    var changes: [OnlineChange] = []
    changes.reserveCapacity(2 * known.count)
    var waiting = known
    known = []
    waiting.reverse()
    while var entry = waiting.popLast() {
      let stored = entry.profile?.bytes ?? []
      var profile = try Profile(decoding: stored.span)
      for index in entry.fresh { profile.apply(batch.entries[Int(index)].event) }
      entry.remembered.close(taken)
      let listener = entry.part.listener
      changes.append(
        OnlineChange(
          OnlineEntry(key: ProfileStore.profileKey(listener), value: profile.encoded()), read: entry.profile?.version))
      changes.append(
        OnlineChange(
          OnlineEntry(key: ProfileStore.takenKey(listener), value: entry.remembered.bytes), read: entry.taken))
    }
    return changes
  }
}
