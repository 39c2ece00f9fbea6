/// Finds messages that hold themselves in singular fields, which Swift structs cannot.
enum RecursionCheck {
  /// Throws for the first message that is part of a cycle of singular message fields.
  static func refuseCycles(in files: [ProtoFile]) throws(GeneratorError) {
    var held: [String: [String]] = [:]
    for file in files {
      for message in file.messages { collect(message, into: &held) }
    }
    for start in held.keys.sorted() {
      var seen: Set<String> = []
      var open = held[start] ?? []
      while let next = open.popLast() {
        if next == start { throw .recursive(message: start) }
        if seen.insert(next).inserted { open += held[next] ?? [] }
      }
    }
  }

  private static func collect(_ message: ProtoMessage, into held: inout [String: [String]]) {
    held[message.fullName] = message.fields.compactMap { field in
      guard case .message(let name) = field.type, field.presence != .repeated else { return nil }
      return name
    }
    for inner in message.messages { collect(inner, into: &held) }
  }
}
