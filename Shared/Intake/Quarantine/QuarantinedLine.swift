public import Features

/// Why one line or event was kept aside, and where it stands.
public struct QuarantinedLine: Hashable, Sendable {
  /// What was wrong.
  public var rejection: Rejection
  /// The file, object or call that it stands in.
  public var source: String
  /// Its line there, from 1; 0 when it has none.
  public var line: Int
  /// When it came.
  public var received: Moment
  /// What names it among others; empty for a line, which its number names.
  public var excerpt: String

  /// A line of the quarantine.
  public init(rejection: Rejection, source: String, line: Int, received: Moment, excerpt: String = "") {
    self.rejection = rejection
    self.source = source
    self.line = line
    self.received = received
    self.excerpt = excerpt
  }

  /// The line of a stored object, with its line break at the end.
  func encoded() -> [UInt8] {
    var writer = JSONWriter()
    writer.beginObject()
    writer.field("reason", rejection.reason.rawValue)
    writer.field("field", rejection.field)
    writer.field("message", rejection.message)
    writer.field("source", source)
    writer.field("line", line)
    writer.field("received", received.milliseconds)
    if !excerpt.isEmpty { writer.field("excerpt", excerpt) }
    writer.endObject()
    writer.endLine()
    return writer.bytes
  }

  /// What a stored line says.
  ///
  /// - Throws: A rejection when it is not one that ``encoded()`` could have written.
  init(decoding line: [UInt8]) throws(Rejection) {
    self = try JSONReaders.read(line, as: Key.self) { (object) throws(Rejection) in
      let reason = try object.required(.reason, object.text(.reason))
      guard let known = QuarantineReason(rawValue: reason) else {
        throw Rejection(.badAttribute, field: "reason", "\(TextShape.of(reason)) is not a reason")
      }
      let rejection = Rejection(
        known, field: try object.text(.field) ?? "", try object.required(.message, object.text(.message)))
      return QuarantinedLine(
        rejection: rejection, source: try object.text(.source) ?? "", line: try object.whole(.line) ?? 0,
        received: Moment(milliseconds: try object.required(.received, object.whole(.received))),
        excerpt: try object.text(.excerpt) ?? "")
    }
  }

  private enum Key: Int, JSONKey {
    case reason, field, message, source, line, received, excerpt

    static let names: JSONNames = ["reason", "field", "message", "source", "line", "received", "excerpt"]
  }
}
