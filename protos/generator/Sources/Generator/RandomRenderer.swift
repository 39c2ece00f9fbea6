/// Writes, for the tests, how to make a random message of each type of a file, and the list of all types.
enum RandomRenderer {
  /// The file with the conformances of one .proto file's types.
  static func conformances(of file: ProtoFile) throws(GeneratorError) -> GeneratedFile {
    var source = SourceText(from: file.path)
    source.add("import Messages")
    for enumeration in enums(of: file) {
      source.add("", "extension \(try Namespace.swiftType(enumeration.fullName)): RandomValue {}")
    }
    for message in messages(of: file) { try add(message, to: &source) }
    let name = file.path.split(separator: "/").last.map { $0.prefix(1).uppercased() + $0.dropFirst().dropLast(6) } ?? ""
    return GeneratedFile(
      path: "MessagesTests/\(try Namespace.of(package: file.package).name)\(name)+Random.swift", text: source.text)
  }

  /// The file with the list of all types.
  static func list(of files: [ProtoFile]) throws(GeneratorError) -> GeneratedFile {
    var source = SourceText(from: "all .proto files")
    source.add("import Messages", "", "/// Every message type of the contract.", "enum EveryMessage {")
    source.add("  static let types: [any RandomMessage.Type] = [")
    for message in files.flatMap(messages(of:)) { source.add("    \(try Namespace.swiftType(message.fullName)).self,") }
    source.add("  ]", "}")
    return GeneratedFile(path: "MessagesTests/EveryMessage.swift", text: source.text)
  }

  private static func add(_ message: ProtoMessage, to source: inout SourceText) throws(GeneratorError) {
    source.add(
      "", "extension \(try Namespace.swiftType(message.fullName)): RandomMessage {",
      "  static let wireName = \"\(message.fullName)\"", "",
      "  static func random(_ values: inout RandomValues) -> Self {", "    Self(")
    source.add(
      message.parts.map { "      \(Naming.lowerCamel($0.name)): .random(&values)" }.joined(separator: ",\n"),
      "    )", "  }", "}")
    for oneof in message.oneofs { try add(oneof, of: message, to: &source) }
  }

  private static func add(
    _ oneof: ProtoOneof, of message: ProtoMessage, to source: inout SourceText
  ) throws(GeneratorError) {
    let type = "\(try Namespace.swiftType(message.fullName)).\(Naming.upperCamel(oneof.name))"
    source.add(
      "", "extension \(type): RandomValue {", "  static func random(_ values: inout RandomValues) -> Self {",
      "    switch Int.random(in: 0..<\(oneof.fields.count), using: &values) {")
    for (index, field) in oneof.fields.enumerated() {
      let label = index == oneof.fields.count - 1 ? "default" : "case \(index)"
      source.add("    \(label): .\(Naming.lowerCamel(field.name))(.random(&values))")
    }
    source.add("    }", "  }", "}")
  }

  private static func messages(of file: ProtoFile) -> [ProtoMessage] { file.messages.flatMap(withNested) }

  private static func withNested(_ message: ProtoMessage) -> [ProtoMessage] {
    [message] + message.messages.flatMap(withNested)
  }

  private static func enums(of file: ProtoFile) -> [ProtoEnum] {
    file.enums + messages(of: file).flatMap(\.enums)
  }
}
