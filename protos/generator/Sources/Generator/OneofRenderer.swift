/// Writes one oneof: an enum with a case a field, and its conversions.
struct OneofRenderer: PropertyRenderer {
  let name: String
  let comment: [String]
  private let oneof: ProtoOneof
  /// The message it is of, in Swift and in C.
  private let message: (swift: String, c: String)
  private let fields: [FieldRenderer]

  init(_ oneof: ProtoOneof, of message: ProtoMessage) throws(GeneratorError) {
    self.oneof = oneof
    self.message = (try Namespace.swiftType(message.fullName), Naming.cType(message.fullName))
    name = Naming.lowerCamel(oneof.name)
    comment = oneof.comment
    var fields: [FieldRenderer] = []
    for field in oneof.fields { fields.append(try FieldRenderer(field)) }
    self.fields = fields
  }

  private var type: String { "\(message.swift).\(Naming.upperCamel(oneof.name))" }
  var swiftType: String { type + "?" }
  var defaultValue: String { "nil" }
  var decoding: String { "\(type)(copying: mirror)" }
  var encoding: String { "unsafe self.\(name)?.fill(mirror, in: arena)" }
  private var cCase: String { "mirror.pointee.\(Naming.cMember(oneof.name))_case" }

  /// The enum, nested in the message, and its conversions.
  func render(into source: inout SourceText) {
    source.add("extension \(message.swift) {")
    source.document(comment, indent: 2)
    source.add("  public enum \(Naming.upperCamel(oneof.name)): Hashable, Sendable {")
    for field in fields {
      source.document(field.comment, indent: 4)
      source.add("    case \(field.name)(\(field.element))")
    }
    source.add("  }", "}", "", "extension \(type) {")
    decoder(into: &source)
    source.add("")
    encoder(into: &source)
    source.add("}")
  }

  private func decoder(into source: inout SourceText) {
    source.add(
      "  /// The field that is set; nil when none is.",
      "  @unsafe fileprivate init?(copying mirror: UnsafePointer<\(message.c)>) {",
      "    switch unsafe \(cCase).rawValue {")
    for field in fields {
      source.add("    case \(field.number):")
      if field.isMessage {
        source.add(
          "      guard let value: \(field.element) = unsafe \(field.decoded) else { return nil }",
          "      self = .\(field.name)(value)")
      } else {
        source.add("      self = unsafe .\(field.name)(\(field.decoded))")
      }
    }
    source.add("    default: return nil", "    }", "  }")
  }

  private func encoder(into source: inout SourceText) {
    source.add(
      "  /// Sets the field.",
      "  @unsafe fileprivate func fill(_ mirror: UnsafeMutablePointer<\(message.c)>, in arena: borrowing MessageArena) {",
      "    switch self {")
    for field in fields {
      source.add(
        "    case .\(field.name)(let value):", "      unsafe \(cCase) = .init(rawValue: \(field.number))",
        "      \(field.assignment(of: "value"))")
    }
    source.add("    }", "  }")
  }
}
