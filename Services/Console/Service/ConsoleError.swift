/// Why the console does not start.
public enum ConsoleError: Error, Equatable, CustomStringConvertible {
  /// The page's port cannot be had.
  case notListening(host: String, port: Int, reason: String)
  /// A template is not one.
  case badTemplate(name: String, reason: String)

  /// What is wrong, and what to do next.
  public var description: String {
    switch self {
    case .notListening(let host, let port, let reason):
      "the page cannot be opened on \(host):\(port): \(reason); give web.port another port, or 0 for any free one"
    case .badTemplate(let name, let reason): "the template \(name) cannot be read: \(reason)"
    }
  }
}
