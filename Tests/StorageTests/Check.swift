import Testing

/// One named check of a conformance suite, to be run against each implementation of a port.
struct Check<Port: Sendable>: Sendable, CustomTestStringConvertible {
  let name: String
  let run: @Sendable (Port) async throws -> Void

  init(_ name: String, _ run: @escaping @Sendable (Port) async throws -> Void) {
    self.name = name
    self.run = run
  }

  var testDescription: String { name }
}
