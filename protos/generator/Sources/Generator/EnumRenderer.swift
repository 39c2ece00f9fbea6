/// Writes one enum.
struct EnumRenderer {
  private let enumeration: ProtoEnum

  init(_ enumeration: ProtoEnum) {
    self.enumeration = enumeration
  }

  /// The enum, in an extension of what it nests in.
  func render(into source: inout SourceText) throws(GeneratorError) {
    let type = try Namespace.swiftType(enumeration.fullName)
    let outer = type.split(separator: ".").dropLast().joined(separator: ".")
    let values = enumeration.values.map { value in
      (name: Naming.enumCase(value.name, of: enumeration.name), value: value)
    }
    source.add("extension \(outer) {")
    source.document(enumeration.comment, indent: 2)
    source.add("  public enum \(enumeration.name): RawRepresentable, Hashable, Sendable {")
    for (name, value) in values {
      source.document(value.comment, indent: 4)
      source.add("    case \(name)")
    }
    source.add(
      "    /// A value that this version of the contract does not name, kept as it came.",
      "    case unrecognized(Int32)", "",
      "    /// The number on the wire.",
      "    public var rawValue: Int32 {", "      switch self {")
    for (name, value) in values { source.add("      case .\(name): \(value.number)") }
    source.add("      case .unrecognized(let number): number", "      }", "    }", "")
    source.add(
      "    /// The value of that number; ``unrecognized(_:)`` for one without a name.",
      "    public init(rawValue: Int32) {", "      self =", "        switch rawValue {")
    for (name, value) in values { source.add("        case \(value.number): .\(name)") }
    source.add("        default: .unrecognized(rawValue)", "        }", "    }", "  }", "}")
  }
}
