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

  /// Nothing yet.
  public init() {}

  /// Why an event that is too late is kept aside.
  public static let tooLateRejection = Rejection(
    .lateMoment, field: "moment",
    "as old as the listener's events before the newest \(IntakeLimits.takenEventsMax), so it may have been taken before"
  )

  /// Why an event of a listener who was forgotten is not taken. It is counted, and not kept aside.
  public static let forgottenRejection = Rejection(
    .forgottenListener, field: "listener", "asked to be forgotten, and stays so")

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
  }
}
