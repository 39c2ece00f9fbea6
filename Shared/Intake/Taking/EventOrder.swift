public import Domain
public import Features

/// The rule for duplicate, late and out-of-order events: one rule online, in imports and in replay.
///
/// - **Which event it is.** An event is its listener's and its identifier's: the same identifier of another listener is another
///   event. The same identifier of the same listener is the same event, whatever else it says; the first one taken stays.
/// - **Order.** Events are taken in batches. A batch is folded into a listener's profile when it comes, whatever its events'
///   moments; within the batch they are folded by moment, then by ``fingerprint``. So nothing waits for what may still come, and
///   nothing is folded twice or taken back. Each line of the log says in `taken` which batch its event came in; among the batches
///   of one listener it only grows, over any number of homes. Whoever sorts a listener's events by this order and folds them
///   gets the very profile that stands in the online store, byte for byte.
/// - **Late.** An event whose moment is before the profile's last is folded as what is left of it by then: see
///   `Features.Profile`. In the log it stands in the hour that it is about, not in that in which it came.
/// - **Too late.** For each listener the newest ``IntakeLimits/takenEventsMax`` events are remembered, which is how duplicates
///   are known, and with them all others of the same minute as the oldest of those, up to
///   ``IntakeLimits/takenEventsBurstMax`` events in all. An event of a minute that was forgotten could be one of those: it is
///   quarantined as ``QuarantineReason/lateMoment``. Nobody else is ever refused for being late; one who has more events than
///   that within one minute is, until the minute is over.
/// - **Early.** An event further ahead of its receipt than clocks differ is quarantined as
///   ``QuarantineReason/futureMoment``.
/// - **Twice in the log.** A batch that was logged and not folded, as after a crash, is logged again when it is sent again. Of
///   an event's lines that of the latest batch counts. What was logged, not folded, and never sent again is taken by
///   ``JournalRecovery`` within a minute of its writer's end.
public struct EventOrder: Hashable, Comparable, Sendable {
  /// The batch it was taken in.
  public var taken: Moment
  /// When it was.
  public var moment: Moment
  /// Of its identifier.
  public var fingerprint: UInt64

  /// An event's place; one that was not taken in any batch counts as taken when it was.
  public init(_ event: ListenerEvent) {
    taken = event.taken ?? event.event.moment
    moment = event.event.moment
    fingerprint = Self.fingerprint(of: event.identifier)
  }

  /// Batch, then moment, then fingerprint.
  public static func < (left: EventOrder, right: EventOrder) -> Bool {
    (left.taken, left.moment, left.fingerprint) < (right.taken, right.moment, right.fingerprint)
  }

  /// 64 bits of an identifier: FNV-1a over its UTF-8, mixed as splitmix64 mixes. Stored: never change it.
  ///
  /// Two events of one listener are mistaken for each other with a chance below 1 in 10¹⁵ an event.
  public static func fingerprint(of identifier: String) -> UInt64 {
    var identifier = identifier
    return identifier.withUTF8 { fingerprint(ofUTF8: unsafe $0.span) }
  }

  /// The same of an identifier's UTF-8.
  static func fingerprint(ofUTF8 identifier: Span<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for index in identifier.indices { hash = (hash ^ UInt64(identifier[index])) &* 0x100_0000_01b3 }
    hash = (hash ^ (hash >> 30)) &* 0xbf58_476d_1ce4_e5b9
    hash = (hash ^ (hash >> 27)) &* 0x94d0_49bb_1331_11eb
    return hash ^ (hash >> 31)
  }
}
