/// Why no code was generated. Each message says what to change.
enum GeneratorError: Error, CustomStringConvertible {
  case usage
  case unreadable(path: String)
  case notADescriptorSet(path: String)
  case unwritable(path: String)
  case unsupported(what: String, place: String)
  case noNamespace(package: String)
  case recursive(message: String)
  case uncommented(name: String, path: String)

  var description: String {
    switch self {
    case .usage: "usage: generator DESCRIPTOR-SET OUTPUT-FOLDER"
    case .unreadable(let path): "cannot read \(path)"
    case .notADescriptorSet(let path): "\(path) is not a FileDescriptorSet; make it with protoc --descriptor_set_out"
    case .unwritable(let path): "cannot write \(path)"
    case .unsupported(let what, let place):
      "\(place) uses \(what), which the generator cannot write; leave it out or teach the generator"
    case .noNamespace(let package): "package \(package) has no Swift namespace; give it one in Namespace.swift"
    case .recursive(let message): "\(message) holds itself; a Swift struct cannot: break the cycle"
    case .uncommented(let name, let path): "\(name) has no comment; say in \(path) what it means"
    }
  }
}
