/// Writes one message with what nests in it: the struct and its conversions.
struct MessageRenderer {
  private let message: ProtoMessage
  private let file: ProtoFile
  private let type: String
  private let oneofs: [OneofRenderer]
  private let properties: [any PropertyRenderer]

  init(_ message: ProtoMessage, of file: ProtoFile) throws(GeneratorError) {
    self.message = message
    self.file = file
    type = try Namespace.swiftType(message.fullName)
    var properties: [any PropertyRenderer] = []
    for part in message.parts {
      switch part {
      case .field(let field): properties.append(try FieldRenderer(field))
      case .oneof(let oneof): properties.append(try OneofRenderer(oneof, of: message))
      }
    }
    self.properties = properties
    oneofs = properties.compactMap { $0 as? OneofRenderer }
  }

  /// The whole file.
  func text() throws(GeneratorError) -> String {
    var source = SourceText(from: file.path)
    let module = try Namespace.of(package: file.package).module
    source.add("package import \(module.cModule)")
    if module != .product { source.add("package import Messages") }
    source.add("public import RPC", "")
    try render(into: &source)
    return source.text
  }

  private func render(into source: inout SourceText) throws(GeneratorError) {
    structure(into: &source)
    source.add("")
    conformance(into: &source)
    source.add("")
    conversion(into: &source)
    for oneof in oneofs {
      source.add("")
      oneof.render(into: &source)
    }
    for enumeration in message.enums {
      source.add("")
      try EnumRenderer(enumeration).render(into: &source)
    }
    for inner in message.messages {
      source.add("")
      try MessageRenderer(inner, of: file).render(into: &source)
    }
  }

  private func structure(into source: inout SourceText) {
    let outer = type.split(separator: ".").dropLast().joined(separator: ".")
    source.add("extension \(outer) {")
    source.document(message.comment, indent: 2)
    source.add("  public struct \(message.name): Hashable, Sendable {")
    for property in properties {
      source.document(property.comment, indent: 4)
      source.add("    public var \(property.name): \(property.swiftType)")
    }
    if properties.isEmpty {
      source.add("    /// A message without fields.", "    public init() {}", "  }", "}")
      return
    }
    source.add("", "    /// A message; a field left out has the contract's default.", "    public init(")
    source.add(properties.map { "      \($0.name): \($0.swiftType) = \($0.defaultValue)" }.joined(separator: ",\n"))
    source.add("    ) {")
    for property in properties { source.add("      self.\(property.name) = \(property.name)") }
    source.add("    }", "  }", "}")
  }

  private func conformance(into source: inout SourceText) {
    source.add(
      "extension \(type): WireMessage {",
      "  /// Reads the message from its protobuf bytes.",
      "  ///",
      "  /// - Throws: ``WireError``, which names the field and what is wrong with it.",
      "  public init(decoding bytes: Span<UInt8>) throws {",
      "    self = try unsafe MessageCoder.decode(bytes)",
      "  }",
      "",
      "  /// Appends the message's protobuf bytes.",
      "  public func appendEncoded(to buffer: inout [UInt8]) {",
      "    unsafe MessageCoder.encode(self, to: &buffer)",
      "  }",
      "}")
  }

  private func conversion(into source: inout SourceText) {
    let structName = Naming.cType(message.fullName)
    source.add(
      "extension \(type): @unsafe MirrorsCMessage {",
      "  package static func initialize(_ mirror: UnsafeMutablePointer<\(structName)>) {",
      "    unsafe \(Naming.cFunctionPrefix(message.fullName))__init(mirror)",
      "  }", "",
      "  package init(copying mirror: UnsafePointer<\(structName)>) {")
    if properties.isEmpty {
      source.add("    self.init()")
    } else {
      source.add("    unsafe self.init(")
      source.add(properties.map { "      \($0.name): \($0.decoding)" }.joined(separator: ",\n"))
      source.add("    )")
    }
    source.add(
      "  }", "",
      "  package func fill(_ mirror: UnsafeMutablePointer<\(structName)>, in arena: borrowing MessageArena) {")
    for property in properties { source.add("    " + property.encoding) }
    source.add("  }", "}")
  }
}
