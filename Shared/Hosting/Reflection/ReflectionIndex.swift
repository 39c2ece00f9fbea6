import RPC

/// What a router's services are declared by: which file has which name.
struct ReflectionIndex: Sendable {
  /// The full names of all services, sorted.
  let services: [String]
  private let files: [String: ProtoFile]
  /// The path of the file that declares a name.
  private let paths: [String: String]
  private let messages: Set<String>

  /// An index of a router's services, of more that are about to be added to it, and of all files that theirs import.
  init(of router: RPCRouter, and more: [String]) {
    let all = router.files.flatMap(\.withImports)
    services = (router.services + more).sorted()
    files = Dictionary(all.map { ($0.path, $0) }) { first, _ in first }
    messages = Set(all.flatMap(\.messages))
    let names = all.flatMap { file in (file.messages + file.symbols).map { ($0, file.path) } }
    paths = Dictionary(names) { first, _ in first }
  }

  /// The file of that path; nil when there is none.
  func file(path: String) -> ProtoFile? { files[path] }

  /// The file that declares a service, method, message, enum, value, oneof or field; nil when none does.
  func file(declaring name: String) -> ProtoFile? { paths[name].flatMap { files[$0] } }

  /// Whether there is a message of that full name.
  func hasMessage(_ name: String) -> Bool { messages.contains(name) }
}
