/// A .proto file as protoc describes it: what server reflection tells of the services of a router.
///
/// Made by generated code, one constant a file.
public struct ProtoFile: Sendable {
  /// The path that other files import it by, such as "bandstand/v1/home.proto".
  public let path: String
  /// The files it imports.
  public let imports: [ProtoFile]
  /// The full names of its messages, nested ones too.
  public let messages: [String]
  /// The full names of all else that it declares: services, methods, enums and their values, oneofs and fields.
  public let symbols: [String]
  /// Its serialized `google.protobuf.FileDescriptorProto`, without source information.
  public let descriptor: [UInt8]

  /// A file.
  ///
  /// - Parameter descriptor: Each byte as the Unicode scalar of its number.
  public init(path: String, imports: [ProtoFile], messages: [String], symbols: [String], descriptor: String) {
    self.path = path
    self.imports = imports
    self.messages = messages
    self.symbols = symbols
    self.descriptor = descriptor.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
  }

  /// The file, then all that it imports, each once.
  public var withImports: [ProtoFile] {
    var files: [ProtoFile] = []
    var open = [self]
    while let file = open.popLast() {
      guard !files.contains(where: { $0.path == file.path }) else { continue }
      files.append(file)
      open += file.imports.reversed()
    }
    return files
  }

  /// The paths of its services' methods, as `/package.Service/Method`: nothing but services has symbols below it.
  public var methods: [String] {
    let known = Set(symbols)
    return symbols.compactMap { symbol in
      guard let dot = symbol.lastIndex(of: "."), known.contains(String(symbol[..<dot])) else { return nil }
      return "/\(symbol[..<dot])/\(symbol[symbol.index(after: dot)...])"
    }
  }
}
