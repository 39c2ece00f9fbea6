/// Why one line or event was set aside: the reason, the field, and a message for people.
///
/// The message repeats at most a few characters of what was sent, and never the listener's identifier.
public struct Rejection: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reason, by which rejections are counted.
  public var reason: QuarantineReason
  /// The field at fault, by its external name; empty when it is the whole line.
  public var field: String
  /// What was wrong and what would be right.
  public var message: String

  /// A rejection.
  public init(_ reason: QuarantineReason, field: String = "", _ message: String) {
    self.reason = reason
    self.field = field
    self.message = message
  }

  /// "reason (field): message".
  public var description: String {
    field.isEmpty ? "\(reason.rawValue): \(message)" : "\(reason.rawValue) (\(field)): \(message)"
  }
}

extension Rejection {
  /// A field that must be there and is not.
  static func missing(_ field: String, of kind: String) -> Rejection {
    Rejection(.missingField, field: field, "\(kind) needs \"\(field)\"")
  }

  /// The beginning of a text that somebody sent, safe to show.
  static func excerpt(_ text: String) -> String {
    let printable = text.unicodeScalars.prefix(32).map { $0.value < 32 || $0.value == 127 ? "?" : String($0) }.joined()
    return "\"\(printable)\(text.unicodeScalars.count > 32 ? "..." : "")\""
  }
}
