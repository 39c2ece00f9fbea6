/// Some methods: one, all of a service, or all.
public enum MethodPattern: Hashable, Sendable {
  /// The method of that path, as `/package.Service/Method`.
  case method(String)
  /// Every method whose path begins so, as `/package.Service/`.
  case service(String)
  /// Every method.
  case all

  /// Methods from their text: `/package.Service/Method`, `/package.Service/*` or `*`; nil when it is none of these.
  public init?(_ text: String) {
    if text == "*" {
      self = .all
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 3, parts[0].isEmpty, Self.isName(parts[1]), parts[2] == "*" || Self.isName(parts[2])
    else { return nil }
    self = parts[2] == "*" ? .service(String(text.dropLast())) : .method(text)
  }

  /// Whether the path is one of them.
  public func contains(_ path: String) -> Bool {
    switch self {
    case .method(let method): path == method
    case .service(let prefix): path.hasPrefix(prefix)
    case .all: true
    }
  }

  /// As one writes it: what ``init(_:)`` takes.
  public var text: String {
    switch self {
    case .method(let path): path
    case .service(let prefix): prefix + "*"
    case .all: "*"
    }
  }

  /// What protobuf allows in names.
  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy { ($0 | 32) >= 97 && ($0 | 32) <= 122 || (48...57).contains($0) || $0 == 95 || $0 == 46 }
  }
}
