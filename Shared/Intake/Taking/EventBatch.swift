public import Domain
import Features

/// Checked events to be taken together.
///
/// Holds about 120 bytes an event.
public struct EventBatch: Sendable {
  struct Entry {
    var event: Event
    var identifier: EntryIdentifier
    /// Where the event came from.
    var origin: EventOrigin
    /// Index of the listener.
    var listener: Int32
    /// Index of the hour.
    var partition: Int32
    /// Index of the card's place; -1 when it has none.
    var place: Int32
  }

  /// An hour that events are about.
  struct Hour {
    /// Since 1970.
    var number: Int64
    /// How many events are about it.
    var count: Int
  }

  private(set) var entries: [Entry] = []
  private(set) var listeners: [ListenerIdentifier] = []
  /// The hours that events are about.
  private(set) var hours: [Hour] = []
  /// What its events tell of accounts, in their order.
  private(set) var accounts: [Account] = []
  private var places: [CardPlace] = []
  /// The identifiers that have no room in entries.
  private var longIdentifiers: [[UInt8]] = []
  private var listenerIndices: [ListenerIdentifier: Int32] = [:]
  private var partitionIndices: [Int64: Int32] = [:]
  private var latestHour: (hour: Int64, partition: Int32) = (.min, 0)

  /// An empty batch, with room for so many events.
  public init(expecting count: Int = 0) {
    entries.reserveCapacity(count)
  }

  /// Takes all out, and keeps the room that events had.
  mutating func removeAll() {
    var emptied = EventBatch()
    swap(&emptied.entries, &entries)
    emptied.entries.removeAll(keepingCapacity: true)
    self = emptied
  }

  /// How many events it has.
  public var count: Int { entries.count }
  /// The numbers of the sources that its events came from.
  public var sources: Set<Int> { Set(entries.lazy.map { Int($0.origin.source) }) }
  /// Whether it has none.
  public var isEmpty: Bool { entries.isEmpty }

  /// Adds an event.
  ///
  /// - Throws: A rejection when a number of it is not finite, which no checked event has.
  public mutating func append(_ event: ListenerEvent, from origin: EventOrigin = EventOrigin()) throws(Rejection) {
    try append(event, identifier: event.identifier, listener: index(of: event.listener), from: origin)
  }

  /// Adds an event under another identifier, and of another listener: the one that ``index(of:)`` gave a number.
  ///
  /// - Throws: A rejection when a number of it is not finite, which no checked event has.
  mutating func append(
    _ event: ListenerEvent, identifier: String, listener: Int32, from origin: EventOrigin
  ) throws(Rejection) {
    try EventLogLine.check(event.event)
    if case .account(let attributes) = event.event.action {
      accounts.append(
        Account(listener: listeners[Int(listener)], attributes: attributes, updated: event.event.moment))
    }
    if let place = event.place { places.append(place) }
    entries.append(
      Entry(
        event: event.event, identifier: entryIdentifier(identifier), origin: origin, listener: listener,
        partition: partition(of: event.event.moment), place: event.place == nil ? -1 : Int32(places.count - 1)))
  }

  /// The identifier's fingerprint: see ``EventOrder``.
  func fingerprint(of entry: Entry) -> UInt64 {
    withIdentifier(of: entry) { EventOrder.fingerprint(ofUTF8: $0) }
  }

  /// Writes the line that the log has of an entry.
  ///
  /// - Throws: Never, for what ``append(_:from:)`` took.
  func write(_ entry: Entry, _ frame: EventLogLine.Frame, into writer: inout JSONWriter) throws(Rejection) {
    try withIdentifier(of: entry) { (identifier) throws(Rejection) in
      try EventLogLine.write(
        entry.event, identifier: identifier, frame, place: entry.place < 0 ? nil : places[Int(entry.place)],
        into: &writer)
    }
  }

  private func withIdentifier<Result, Failure: Error>(
    of entry: Entry, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    guard let count = entry.identifier.count else {
      let text = longIdentifiers[entry.identifier.number]
      return try body(text.span)
    }
    return try body(entry.identifier.bytes.span.extracting(0..<count))
  }

  private mutating func entryIdentifier(_ identifier: String) -> EntryIdentifier {
    guard identifier.utf8.count <= EntryIdentifier.bytesMax else {
      longIdentifiers.append(Array(identifier.utf8))
      return EntryIdentifier(numbered: longIdentifiers.count - 1)
    }
    var identifier = identifier
    return identifier.withUTF8 { EntryIdentifier(unsafe $0.span) }
  }

  /// The number of a listener of the batch: a new one, unless it has one.
  mutating func index(of listener: ListenerIdentifier) -> Int32 {
    if let index = listenerIndices[listener] { return index }
    let index = Int32(listeners.count)
    listenerIndices[listener] = index
    listeners.append(listener)
    return index
  }

  private mutating func partition(of moment: Moment) -> Int32 {
    let number = LogKeys.hourNumber(moment)
    if latestHour.hour != number {
      let partition = partitionIndices[number] ?? Int32(hours.count)
      if Int(partition) == hours.count {
        hours.append(Hour(number: number, count: 0))
        partitionIndices[number] = partition
      }
      latestHour = (number, partition)
    }
    hours[Int(latestHour.partition)].count += 1
    return latestHour.partition
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
