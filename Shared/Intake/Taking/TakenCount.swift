/// What became of a batch of checked events.
public struct TakenCount: Sendable {
  /// Taken: durable, and folded into profiles.
  public var accepted = 0
  /// Taken before.
  public var duplicates = 0
  /// Where those came from that are too late to be told from duplicates.
  public var tooLate: [EventOrigin] = []
  /// Of listeners who were forgotten: not taken.
  public var forgotten = 0
  /// Objects added to the log.
  public var objects = 0
  /// Their bytes.
  public var bytes = 0
  /// The same by the number of the source that events came from; it ends with the last source that has any.
  public private(set) var sources: [SourceCount] = []
  /// What was not taken because something failed, in the order it failed.
  public internal(set) var failures: [TakingFailure] = []

  /// Nothing yet.
  public init() {}

  /// What became of one source's events.
  public struct SourceCount: Hashable, Sendable {
    /// Taken.
    public var accepted = 0
    /// Taken before.
    public var duplicates = 0
    /// Of listeners who were forgotten.
    public var forgotten = 0
  }

  /// Why an event that is too late is kept aside.
  public static let tooLateRejection = Rejection(
    .lateMoment, field: "moment",
    "of a minute before those of the listener's newest \(IntakeLimits.takenEventsMax) events, or of one with over "
      + "\(IntakeLimits.takenEventsBurstMax): it may have been taken before"
  )

  /// Why an event of a listener who was forgotten is not taken. It is counted, and not kept aside.
  public static let forgottenRejection = Rejection(
    .forgottenListener, field: "listener", "asked to be forgotten, and stays so")

  /// Counts an event that is taken.
  mutating func addAccepted(from origin: EventOrigin) {
    accepted += 1
    sources.count(of: origin) { $0.accepted += 1 }
  }

  /// Counts an event that was taken before.
  mutating func addDuplicate(from origin: EventOrigin) {
    duplicates += 1
    sources.count(of: origin) { $0.duplicates += 1 }
  }

  /// Counts an event of a listener who was forgotten.
  mutating func addForgotten(from origin: EventOrigin) {
    forgotten += 1
    sources.count(of: origin) { $0.forgotten += 1 }
  }

  /// The same with objects of so many bytes each.
  func writing(_ sizes: [Int]) -> TakenCount {
    var count = self
    count.objects = sizes.count
    count.bytes = sizes.reduce(0, +)
    return count
  }

  /// Adds what became of others.
  public mutating func add(_ other: TakenCount) {
    accepted += other.accepted
    duplicates += other.duplicates
    tooLate += other.tooLate
    forgotten += other.forgotten
    objects += other.objects
    bytes += other.bytes
    failures += other.failures
    for (index, source) in other.sources.enumerated() {
      sources.count(of: EventOrigin(source: index)) { count in
        count.accepted += source.accepted
        count.duplicates += source.duplicates
        count.forgotten += source.forgotten
      }
    }
  }
}

/// Events that were not taken, and why. They may be given again.
public struct TakingFailure: Sendable {
  /// The numbers of the sources that sent any of them.
  public var sources: Set<Int32>
  /// What failed.
  public var error: any Error
}

extension [TakenCount.SourceCount] {
  fileprivate mutating func count(of origin: EventOrigin, _ change: (inout TakenCount.SourceCount) -> Void) {
    let index = Int(origin.source)
    while count <= index { append(TakenCount.SourceCount()) }
    change(&self[index])
  }
}
