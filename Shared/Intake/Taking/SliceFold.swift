import Domain
import Features
import Storage

/// A slice beside what the online store had of its listeners: which events are new, and what profiles become by them.
struct SliceFold: Sendable {
  private struct Known {
    var part: EventSlice.Part
    var profile: OnlineValue?
    var taken: OnlineValue?
    var remembered: TakenEvents
    var fresh: [Int32] = []
  }

  private let batch: EventBatch
  private var known: [Known] = []
  /// What becomes of the events.
  private(set) var count = TakenCount()
  /// The latest batch that any of the listeners had events in.
  private(set) var lastTaken = Moment(milliseconds: .min)

  /// The keys to read for a slice: for each listener that of the profile, then that of the remembered events.
  static func keys(of slice: EventSlice) -> [String] {
    slice.parts.flatMap { [ProfileStore.profileKey($0.listener), ProfileStore.takenKey($0.listener)] }
  }

  /// Finds out which events are new.
  ///
  /// - Throws: `StorageError.corrupt` when what is remembered of events cannot be read.
  init(_ slice: EventSlice, values: [OnlineValue?]) throws(StorageError) {
    batch = slice.batch
    known.reserveCapacity(slice.parts.count)
    for (index, part) in slice.parts.enumerated() {
      let (profile, taken) = (values[2 * index], values[2 * index + 1])
      guard let remembered = TakenEvents(decoding: taken?.bytes ?? []) else {
        throw .corrupt(path: ProfileStore.takenKey(part.listener), reason: "not a list of events")
      }
      var entry = Known(part: part, profile: profile, taken: taken, remembered: remembered)
      lastTaken = max(lastTaken, remembered.lastTaken)
      takeNew(into: &entry)
      if !entry.fresh.isEmpty { known.append(entry) }
    }
  }

  private mutating func takeNew(into entry: inout Known) {
    for index in entry.part.events {
      let event = batch.entries[Int(index)]
      switch entry.remembered.take(event.fingerprint, at: event.event.moment) {
      case .new: entry.fresh.append(index)
      case .duplicate: count.duplicates += 1
      case .tooLate: count.tooLate.append(event.origin)
      }
    }
    count.accepted += entry.fresh.count
  }

  /// Whose events are new.
  var listeners: Set<ListenerIdentifier> { Set(known.map(\.part.listener)) }

  /// The new lines by their hours, each with the batch it was taken in.
  func logged(taken: Moment) -> [(hour: Int64, bytes: [UInt8])] {
    let end = Array(#","taken":\#(taken.milliseconds)}"#.utf8) + [UInt8(ascii: "\n")]
    var sizes = [Int](repeating: 0, count: batch.hours.count)
    for entry in known {
      for index in entry.fresh {
        let event = batch.entries[Int(index)]
        sizes[Int(event.partition)] += Int(event.lineCount) + end.count
      }
    }
    var bytes = sizes.map { size in
      var bytes: [UInt8] = []
      bytes.reserveCapacity(size)
      return bytes
    }
    for entry in known {
      for index in entry.fresh {
        let event = batch.entries[Int(index)]
        bytes[Int(event.partition)] += batch.lines[event.lineStart..<(event.lineStart + Int(event.lineCount))]
        bytes[Int(event.partition)] += end
      }
    }
    return zip(batch.hours, bytes).filter { !$1.isEmpty }.map { ($0, $1) }
  }

  /// Folds the new events, and tells what is to be kept.
  ///
  /// - Throws: `ProfileError` for a stored profile that is none.
  func folded(taken: Moment) throws(ProfileError) -> [OnlineChange] {
    var changes: [OnlineChange] = []
    changes.reserveCapacity(2 * known.count)
    for entry in known {
      var profile =
        try entry.profile.map { (value) throws(ProfileError) in
          try Profile(decoding: value.bytes.span)
        } ?? Profile()
      for index in entry.fresh { profile.apply(batch.entries[Int(index)].event) }
      var remembered = entry.remembered
      remembered.close(taken)
      let listener = entry.part.listener
      changes.append(
        OnlineChange(
          OnlineEntry(key: ProfileStore.profileKey(listener), value: profile.encoded()), read: entry.profile?.version))
      changes.append(
        OnlineChange(
          OnlineEntry(key: ProfileStore.takenKey(listener), value: remembered.encoded()), read: entry.taken?.version))
    }
    return changes
  }
}
