import Domain

/// The lines of an object of the log.
enum LogLines {
  /// The events of an object; nil when one of its lines is none.
  static func events(of bytes: [UInt8]) -> [ListenerEvent]? {
    var events: [ListenerEvent] = []
    for line in lines(of: bytes) {
      guard let checked = try? line.checked(), let event = try? EventLogLine.decode(checked) else { return nil }
      events.append(event)
    }
    return events
  }

  /// Whose lines an object has, as far as they can be read.
  static func listeners(of bytes: [UInt8], key: String) -> Set<ListenerIdentifier> {
    let isPages = key.hasPrefix("pages/")
    return Set(
      lines(of: bytes).compactMap { line in
        guard let checked = try? line.checked() else { return nil }
        return isPages ? try? PageLogLine.decode(checked).listener : try? EventLogLine.decode(checked).listener
      })
  }

  private static func lines(of bytes: [UInt8]) -> [RawLine] {
    var splitter = LineSplitter(lineBytesMax: IntakeLimits.logLineBytesMax)
    var lines = splitter.take(bytes)
    if let last = splitter.finish() { lines.append(last) }
    return lines
  }
}
