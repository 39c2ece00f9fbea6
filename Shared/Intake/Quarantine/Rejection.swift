/// Why one line or event was set aside: the reason, the field, and a message for people.
///
/// The message repeats nothing of a text that was sent, not even its beginning: it may be personal. See ``TextShape``.
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
}
