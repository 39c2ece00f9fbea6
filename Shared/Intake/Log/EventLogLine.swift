public import Domain
import Features

/// One checked event as a line of the log: JSON, resolved, so that a profile can be rebuilt from the log alone.
public enum EventLogLine {
  /// The event's line, with its line break at the end.
  ///
  /// - Throws: A rejection when a number is not finite, which no checked event has.
  public static func encode(_ event: ListenerEvent) throws(Rejection) -> [UInt8] {
    var writer = JSONWriter()
    let identifier = Array(event.identifier.utf8)
    let frame = Frame(listener: event.listener, taken: event.taken)
    try write(event.event, identifier: identifier.span, frame, place: event.place, into: &writer)
    return writer.bytes
  }

  /// What all lines of a listener's batch have in common.
  struct Frame {
    fileprivate let listener: JSONWriter.Fields
    fileprivate let taken: JSONWriter.Fields

    /// Lines of a listener, taken in a batch.
    init(listener: ListenerIdentifier, taken: Moment?) {
      self.listener = JSONWriter.Fields { writer in writer.field("listener", listener.description) }
      self.taken = JSONWriter.Fields { writer in
        if let taken { writer.field("taken", taken.milliseconds) }
      }
    }
  }

  /// Writes an event's line.
  static func write(
    _ event: Event, identifier: Span<UInt8>, _ frame: Frame, place: CardPlace?, into writer: inout JSONWriter
  ) throws(Rejection) {
    writer.beginObject()
    writer.field("event", utf8: identifier)
    writer.add(frame.listener)
    writer.field("moment", event.moment.milliseconds)
    try write(event.action, into: &writer)
    if let place {
      writer.field("page", place.page)
      writer.field("shelf", place.shelf)
    }
    writer.add(frame.taken)
    writer.endObject()
    writer.endLine()
  }

  /// Checks that an event can be written.
  ///
  /// - Throws: A rejection when a number is not finite, which no checked event has.
  static func check(_ event: Event) throws(Rejection) {
    guard case .listen(let listen) = event.action else { return }
    try JSONWriter.check("played", listen.playedSeconds)
    try JSONWriter.check("total", listen.totalSeconds)
  }

  /// The event of a line, with or without its line break.
  ///
  /// - Throws: A rejection when the line is not one that ``encode(_:)`` could have written.
  public static func decode(_ line: [UInt8]) throws(Rejection) -> ListenerEvent {
    try JSONReaders.read(line, as: EventRecord.Key.self) { (object) throws(Rejection) in
      try EventRecord(object).listenerEvent()
    }
  }

  private static func write(_ action: Event.Action, into writer: inout JSONWriter) throws(Rejection) {
    switch action {
    case .listen(let listen): try write(listen, into: &writer)
    case .click(let item): write("click", item, into: &writer)
    case .like(let item): write("like", item, into: &writer)
    case .follow(let item): write("follow", item, into: &writer)
    case .hide(let item): write("hide", item, into: &writer)
    case .counted(let item, let plays):
      write("counted", item, into: &writer)
      writer.field("plays", plays)
    case .account(let attributes): write(attributes, into: &writer)
    }
  }

  private static func write(_ kind: String, _ item: ItemIdentifier, into writer: inout JSONWriter) {
    writer.field("kind", kind)
    writer.field("item", item)
  }

  private static func write(_ listen: Listen, into writer: inout JSONWriter) throws(Rejection) {
    write("listen", listen.item, into: &writer)
    if let artist = listen.artist { writer.field("artist", artist) }
    if let genre = listen.genre { writer.field("genre", genre) }
    if let context = listen.context { writer.field("context", context) }
    try writer.field("played", listen.playedSeconds)
    try writer.field("total", listen.totalSeconds)
    writer.field("platform", listen.platform?.name)
  }

  private static func write(_ attributes: ListenerAttributes, into writer: inout JSONWriter) {
    writer.field("kind", "account")
    writer.field("age_band", attributes.ageBand?.name)
    writer.field("country", attributes.country?.description)
    writer.field("city", attributes.city)
    writer.field("tier", attributes.tier?.name)
    writer.field("platform", attributes.platform?.name)
  }
}
