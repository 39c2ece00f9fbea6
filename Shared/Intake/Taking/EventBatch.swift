public import Domain
import Features

/// Checked events to be taken together.
///
/// Holds about 130 bytes an event.
public struct EventBatch: Sendable {
  struct Entry {
    var event: Event
    var fingerprint: UInt64
    /// Where the event came from.
    var origin: EventOrigin
    /// Where its identifier begins in ``identifiers``.
    var identifierStart: Int
    var identifierCount: Int32
    /// Index of the listener.
    var listener: Int32
    /// Index of the hour.
    var partition: Int32
    /// Index of the card's place; -1 when it has none.
    var place: Int32
  }

  private(set) var entries: [Entry] = []
  private(set) var listeners: [ListenerIdentifier] = []
  /// The hours that events are about, since 1970.
  private(set) var hours: [Int64] = []
  /// What its events tell of accounts, in their order.
  private(set) var accounts: [Account] = []
  private var places: [CardPlace] = []
  /// All identifiers of events, one behind the other.
  private var identifiers: [UInt8] = []
  private var listenerIndices: [ListenerIdentifier: Int32] = [:]
  private var partitionIndices: [Int64: Int32] = [:]
  private var latestHour: (hour: Int64, partition: Int32) = (.min, 0)

  /// How long a masked identifier is, in bytes.
  private static let identifierBytesUsual = 23

  /// An empty batch, with room for so many events.
  public init(expecting count: Int = 0) {
    entries.reserveCapacity(count)
    identifiers.reserveCapacity(count * Self.identifierBytesUsual)
  }

  /// How many events it has.
  public var count: Int { entries.count }
  /// Whether it has none.
  public var isEmpty: Bool { entries.isEmpty }

  /// Adds an event.
  ///
  /// - Throws: A rejection when a number of it is not finite, which no checked event has.
  public mutating func append(_ event: ListenerEvent, from origin: EventOrigin = EventOrigin()) throws(Rejection) {
    try EventLogLine.check(event.event)
    if case .account(let attributes) = event.event.action {
      accounts.append(Account(listener: event.listener, attributes: attributes, updated: event.event.moment))
    }
    let start = identifiers.count
    identifiers += event.identifier.utf8
    if let place = event.place { places.append(place) }
    entries.append(
      Entry(
        event: event.event, fingerprint: EventOrder.fingerprint(of: event.identifier), origin: origin,
        identifierStart: start, identifierCount: Int32(identifiers.count - start), listener: index(of: event.listener),
        partition: partition(of: event.event.moment), place: event.place == nil ? -1 : Int32(places.count - 1)))
  }

  /// Writes an event's line of the log, with the batch it was taken in.
  ///
  /// - Throws: Never, for what ``append(_:from:)`` took.
  func write(_ index: Int, taken: Moment, into writer: inout JSONWriter) throws(Rejection) {
    let entry = entries[index]
    let end = entry.identifierStart + Int(entry.identifierCount)
    try EventLogLine.write(
      entry.event, identifier: identifiers.span.extracting(entry.identifierStart..<end),
      listener: listeners[Int(entry.listener)], place: entry.place < 0 ? nil : places[Int(entry.place)], taken: taken,
      into: &writer)
  }

  private mutating func index(of listener: ListenerIdentifier) -> Int32 {
    if let index = listenerIndices[listener] { return index }
    let index = Int32(listeners.count)
    listenerIndices[listener] = index
    listeners.append(listener)
    return index
  }

  private mutating func partition(of moment: Moment) -> Int32 {
    let hour = LogKeys.hourNumber(moment)
    if latestHour.hour == hour { return latestHour.partition }
    let partition = partitionIndices[hour] ?? Int32(hours.count)
    if Int(partition) == hours.count {
      hours.append(hour)
      partitionIndices[hour] = partition
    }
    latestHour = (hour, partition)
    return partition
  }
}

/// Where an event came from: a line of a source that whoever made the batch knows by its number.
public struct EventOrigin: Hashable, Sendable {
  /// The source's number.
  public var source: Int32
  /// The line in it, from 1; 0 when it has none.
  public var line: Int32

  /// A line of a source.
  public init(source: Int = 0, line: Int = 0) {
    self.source = Int32(clamping: source)
    self.line = Int32(clamping: line)
  }
}
