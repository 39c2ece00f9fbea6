import Glibc

/// Reads a FileDescriptorSet and writes Swift: `generator DESCRIPTOR-SET OUTPUT-FOLDER TEST-FOLDER`.
@main
struct Generator {
  static func main() {
    do throws(GeneratorError) {
      guard CommandLine.arguments.count == 4 else { throw .usage }
      let set = CommandLine.arguments[1]
      let files = try SchemaReader.files(in: GeneratedFile.read(set), path: set)
      try RecursionCheck.refuseCycles(in: files)
      for file in try generate(files) { try file.write(to: CommandLine.arguments[2]) }
      for file in files { try RandomRenderer.conformances(of: file).write(to: CommandLine.arguments[3]) }
      try RandomRenderer.list(of: files).write(to: CommandLine.arguments[3])
    } catch {
      print("generator: \(error)")
      exit(1)
    }
  }

  /// Every Swift file that follows from the .proto files.
  static func generate(_ files: [ProtoFile]) throws(GeneratorError) -> [GeneratedFile] {
    var generated: [GeneratedFile] = []
    for package in Set(files.map(\.package)).sorted() { generated.append(try namespace(of: package, files)) }
    for file in files {
      let namespace = try Namespace.of(package: file.package)
      for message in file.messages {
        let renderer = try MessageRenderer(message, of: file)
        generated.append(GeneratedFile(path: "\(namespace.name)/\(message.name).swift", text: try renderer.text()))
      }
      for enumeration in file.enums {
        var source = SourceText(from: file.path)
        try EnumRenderer(enumeration).render(into: &source)
        generated.append(GeneratedFile(path: "\(namespace.name)/\(enumeration.name).swift", text: source.text))
      }
      for service in file.services {
        let renderer = ServiceRenderer(service, of: file, in: namespace)
        generated.append(
          GeneratedFile(path: "\(namespace.name)/\(service.name)Client.swift", text: try renderer.client()))
        generated.append(
          GeneratedFile(path: "\(namespace.name)/\(service.name)Serving.swift", text: try renderer.serving()))
      }
    }
    return generated
  }

  private static func namespace(of package: String, _ files: [ProtoFile]) throws(GeneratorError) -> GeneratedFile {
    let namespace = try Namespace.of(package: package)
    var source = SourceText(from: "package \(package)")
    source.document([], otherwise: namespace.summary, indent: 0)
    source.add("public enum \(namespace.name) {}")
    return GeneratedFile(path: "\(namespace.name)/\(namespace.name).swift", text: source.text)
  }
}
