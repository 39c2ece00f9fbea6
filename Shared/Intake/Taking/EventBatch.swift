public import Domain
import Features

/// Checked events to be taken together, each already as the line that the log will have.
///
/// Holds about 120 bytes an event besides its line.
public struct EventBatch: Sendable {
  struct Entry {
    var event: Event
    var fingerprint: UInt64
    /// Index of the listener.
    var listener: Int32
    /// Index of the hour.
    var partition: Int32
    /// The line without its end, in ``lines``.
    var lineStart: Int
    var lineCount: Int32
    /// Where the event came from.
    var origin: EventOrigin
  }

  private(set) var entries: [Entry] = []
  private(set) var listeners: [ListenerIdentifier] = []
  /// The hours that events are about, since 1970.
  private(set) var hours: [Int64] = []
  /// What its events tell of accounts, in their order.
  private(set) var accounts: [Account] = []
  private var writer = JSONWriter()
  private var listenerIndices: [ListenerIdentifier: Int32] = [:]
  private var partitionIndices: [Int64: Int32] = [:]
  private var latestHour: (hour: Int64, partition: Int32) = (.min, 0)

  /// About how long a line is, in bytes.
  private static let lineBytesUsual = 208

  /// An empty batch, with room for so many events.
  public init(expecting count: Int = 0) {
    entries.reserveCapacity(count)
    writer.reserveCapacity(count * Self.lineBytesUsual)
  }

  /// All lines, one behind the other.
  var lines: [UInt8] { writer.bytes }
  /// How many events it has.
  public var count: Int { entries.count }
  /// Whether it has none.
  public var isEmpty: Bool { entries.isEmpty }

  /// Adds an event.
  ///
  /// - Throws: A rejection when a number of it is not finite, which no checked event has.
  public mutating func append(_ event: ListenerEvent, from origin: EventOrigin = EventOrigin()) throws(Rejection) {
    let start = writer.bytes.count
    do throws(Rejection) {
      try EventLogLine.write(event, into: &writer)
    } catch {
      writer.endPart(at: start)
      throw error
    }
    writer.endPart(at: writer.bytes.count)
    if case .account(let attributes) = event.event.action {
      accounts.append(Account(listener: event.listener, attributes: attributes, updated: event.event.moment))
    }
    entries.append(
      Entry(
        event: event.event, fingerprint: EventOrder.fingerprint(of: event.identifier),
        listener: index(of: event.listener), partition: partition(of: event.event.moment), lineStart: start,
        lineCount: Int32(writer.bytes.count - start), origin: origin))
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
