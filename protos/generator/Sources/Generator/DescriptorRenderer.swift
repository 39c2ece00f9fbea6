/// Writes what server reflection says of one file: its descriptor, and the names it declares.
enum DescriptorRenderer {
  /// The widest line of a descriptor's text.
  private static let columns = 110

  /// The file with the constant.
  static func constant(of file: ProtoFile) throws(GeneratorError) -> GeneratedFile {
    var source = SourceText(from: file.path)
    let name = Naming.fileConstant(file.path)
    source.add(
      "public import RPC", "", "extension ProtoFile {", "  /// `\(file.path)`.",
      "  public static let \(name) = ProtoFile(", "    path: \"\(file.path)\",",
      "    imports: [\(file.imports.map { "." + Naming.fileConstant($0) }.joined(separator: ", "))],")
    add("messages", file.messages.flatMap(messages(of:)).map(\.fullName), to: &source)
    add("symbols", symbols(of: file), to: &source)
    source.add("    descriptor: \"\"\"")
    source.add(lines(of: file.descriptor).map { "      " + $0 }.joined(separator: "\\\n"), "      \"\"\")", "}")
    let title = name.prefix(1).uppercased() + name.dropFirst()
    let folder = try Namespace.of(package: file.package).folder
    return GeneratedFile(path: "\(folder)/ProtoFile+\(title).swift", text: source.text)
  }

  private static func add(_ label: String, _ names: [String], to source: inout SourceText) {
    source.add("    \(label): [")
    for name in names { source.add("      \"\(name)\",") }
    source.add("    ],")
  }

  private static func messages(of message: ProtoMessage) -> [ProtoMessage] {
    [message] + message.messages.flatMap(messages(of:))
  }

  /// The full names of all that is no message: services, methods, enums and their values, oneofs and fields.
  ///
  /// A value's name stands beside that of its enum, not within it, as in C++.
  private static func symbols(of file: ProtoFile) -> [String] {
    let messages = file.messages.flatMap(messages(of:))
    let enums = (file.enums + messages.flatMap(\.enums)).flatMap { enumeration in
      let scope = enumeration.fullName.dropLast(enumeration.name.count)
      return [enumeration.fullName] + enumeration.values.map { scope + $0.name }
    }
    return file.services.flatMap { service in
      [service.fullName] + service.methods.map { "\(service.fullName).\($0.name)" }
    } + messages.flatMap { $0.oneofs.map(\.fullName) + $0.fields.map(\.fullName) } + enums
  }

  /// The bytes as a Swift literal of the Unicode scalars of those numbers, so that names can be read in it.
  private static func lines(of bytes: [UInt8]) -> [String] {
    var lines = [""]
    for byte in bytes {
      let piece = escaped(byte)
      if lines[lines.count - 1].count + piece.count > columns { lines.append("") }
      lines[lines.count - 1] += piece
    }
    return lines
  }

  private static func escaped(_ byte: UInt8) -> String {
    switch byte {
    case UInt8(ascii: "\\"): "\\\\"
    case UInt8(ascii: "\""): "\\\""
    case 0x20..<0x7F: String(UnicodeScalar(byte))
    default: "\\u{\(String(byte, radix: 16, uppercase: true))}"
    }
  }
}
