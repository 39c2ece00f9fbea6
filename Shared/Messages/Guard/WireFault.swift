/// A ``WireError`` on its way up: each message it passes through puts its own field in front of the path.
struct WireFault: Error {
  private let problem: @Sendable (WirePlace) -> WireError
  private let byteOffset: Int
  private var path = ""

  /// A problem at an offset of the outermost message's bytes.
  init(_ problem: @escaping @Sendable (WirePlace) -> WireError, at byteOffset: Int) {
    self.problem = problem
    self.byteOffset = byteOffset
  }

  /// The same within a field, such as "shelves[2]".
  func within(_ field: String) -> WireFault {
    var fault = self
    fault.path = path.isEmpty ? field : "\(field).\(path)"
    return fault
  }

  /// The error, once the outermost message is known.
  func error(message: String) -> WireError {
    problem(WirePlace(message: message, path: path, byteOffset: byteOffset))
  }
}
