import Domain
import Features
import Storage

/// A slice beside what the online store had of its listeners.
struct SliceRead: ~Copyable, Sendable {
  struct Listener: Sendable {
    var part: EventSlice.Part
    var profile: OnlineValue?
    /// What is remembered of events, and which version of it that is.
    var remembered: TakenEvents
    var rememberedVersion: OnlineVersion?
  }

  let slice: EventSlice
  /// The last stands first.
  private var listeners: [Listener] = []
  /// The latest batch that any of the listeners had events in.
  private(set) var lastTaken = Moment(milliseconds: .min)

  /// The keys to read for a slice: for each listener that of the profile, then that of the remembered events.
  static func keys(of slice: EventSlice) -> [String] {
    slice.parts.flatMap { [ProfileStore.profileKey($0.listener), ProfileStore.takenKey($0.listener)] }
  }

  /// - Throws: `StorageError.corrupt` when what is remembered of events cannot be read.
  init(_ slice: EventSlice, values: consuming [OnlineValue?]) throws(StorageError) {
    self.slice = slice
    listeners.reserveCapacity(slice.parts.count)
    for part in slice.parts.reversed() {
      let (taken, profile) = (values.removeLast(), values.removeLast())
      guard let remembered = TakenEvents(decoding: taken?.bytes ?? []) else {
        throw .corrupt(path: ProfileStore.takenKey(part.listener), reason: "not a list of events")
      }
      lastTaken = max(lastTaken, remembered.lastTaken)
      listeners.append(
        Listener(part: part, profile: profile, remembered: remembered, rememberedVersion: taken?.version))
    }
  }

  /// The next listener; what was read of it is let go here, for a slice has thousands.
  mutating func next() -> Listener? { listeners.popLast() }
}
