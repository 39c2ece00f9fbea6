import Glibc

/// Reads a FileDescriptorSet and writes Swift: `generator DESCRIPTOR-SET OUTPUT-FOLDER`.
///
/// Each ``MessageModule`` has a folder of its own in the output, and so have random messages for the tests.
@main
struct Generator {
  static func main() {
    do throws(GeneratorError) {
      guard CommandLine.arguments.count == 3 else { throw .usage }
      let (set, output) = (CommandLine.arguments[1], CommandLine.arguments[2])
      let files = try SchemaReader.files(in: GeneratedFile.read(set), path: set)
      try RecursionCheck.refuseCycles(in: files)
      for file in files {
        try CommentCheck.refuseUncommented(in: file)
        try DescriptorRenderer.constant(of: file).write(to: output)
      }
      let speaking = try speaking(files)
      for file in try generate(speaking) + random(speaking) { try file.write(to: output) }
    } catch {
      print("generator: \(error)")
      exit(1)
    }
  }

  /// Every Swift file of messages and services that follows from the .proto files.
  static func generate(_ files: [ProtoFile]) throws(GeneratorError) -> [GeneratedFile] {
    var generated: [GeneratedFile] = []
    for package in Set(files.map(\.package)).sorted() { generated.append(try namespace(of: package, files)) }
    for file in files {
      let namespace = try Namespace.of(package: file.package)
      for message in file.messages {
        let renderer = try MessageRenderer(message, of: file)
        generated.append(GeneratedFile(path: "\(namespace.folder)/\(message.name).swift", text: try renderer.text()))
      }
      for enumeration in file.enums {
        var source = SourceText(from: file.path)
        try EnumRenderer(enumeration).render(into: &source)
        generated.append(GeneratedFile(path: "\(namespace.folder)/\(enumeration.name).swift", text: source.text))
      }
      for service in file.services {
        let renderer = ServiceRenderer(service, of: file, in: namespace)
        generated.append(
          GeneratedFile(path: "\(namespace.folder)/\(service.name)Client.swift", text: try renderer.client()))
        generated.append(
          GeneratedFile(path: "\(namespace.folder)/\(service.name)Serving.swift", text: try renderer.serving()))
      }
    }
    return generated
  }

  /// Random messages of each type of the product.
  private static func random(_ files: [ProtoFile]) throws(GeneratorError) -> [GeneratedFile] {
    var tested: [ProtoFile] = []
    for file in files where try Namespace.of(package: file.package).module == .product { tested.append(file) }
    var generated = [try RandomRenderer.list(of: tested)]
    for file in tested { generated.append(try RandomRenderer.conformances(of: file)) }
    return generated
  }

  /// The files whose messages have Swift types.
  private static func speaking(_ files: [ProtoFile]) throws(GeneratorError) -> [ProtoFile] {
    var speaking: [ProtoFile] = []
    for file in files where try !Namespace.of(package: file.package).isOnlyDescribed { speaking.append(file) }
    return speaking
  }

  private static func namespace(of package: String, _ files: [ProtoFile]) throws(GeneratorError) -> GeneratedFile {
    let namespace = try Namespace.of(package: package)
    var source = SourceText(from: "package \(package)")
    source.document([namespace.summary], indent: 0)
    source.add("public enum \(namespace.name) {}")
    return GeneratedFile(path: "\(namespace.folder)/\(namespace.name).swift", text: source.text)
  }
}
