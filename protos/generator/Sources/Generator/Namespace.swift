/// The Swift enum that all types of a package nest in.
struct Namespace {
  /// The package, such as "bandstand.v1".
  let package: String
  /// The Swift name, such as "Wire".
  let name: String
  /// One sentence of documentation.
  let summary: String
  /// Where its types go.
  var module = MessageModule.product
  /// Whether its files are only described for reflection: its messages are another package's under another name.
  var isOnlyDescribed = false

  /// Every package the generator knows.
  static let all = [
    Namespace(
      package: "bandstand.v1", name: "Wire",
      summary: "The messages and services of Bandstand's contract, `bandstand.v1`."
    ),
    Namespace(
      package: "grpc.health.v1", name: "HealthWire",
      summary: "The messages and the service of gRPC's health protocol, `grpc.health.v1`."
    ),
    Namespace(
      package: "grpc.testing", name: "InteropWire",
      summary: "The messages and services of gRPC's interoperability tests, `grpc.testing`.", module: .interop
    ),
    Namespace(
      package: "grpc.reflection.v1", name: "ReflectionWire",
      summary: "The messages and the service of gRPC's server reflection, `grpc.reflection.v1`."
    ),
    Namespace(
      package: "grpc.reflection.v1alpha", name: "ReflectionAlphaWire",
      summary: "The name that older clients know gRPC's server reflection by, `grpc.reflection.v1alpha`.",
      isOnlyDescribed: true
    ),
  ]

  /// The namespace of a package.
  static func of(package: String) throws(GeneratorError) -> Namespace {
    guard let namespace = all.first(where: { $0.package == package }) else { throw .noNamespace(package: package) }
    return namespace
  }

  /// The folder of its files below the output folder.
  var folder: String { "\(module.folder)/\(name)" }

  /// The Swift type of a protobuf type by its full name, with or without the leading dot.
  static func swiftType(_ fullName: String) throws(GeneratorError) -> String {
    let name = fullName.hasPrefix(".") ? String(fullName.dropFirst()) : fullName
    guard let namespace = all.first(where: { name.hasPrefix($0.package + ".") }) else {
      throw .noNamespace(package: name)
    }
    return namespace.name + name.dropFirst(namespace.package.count)
  }
}
