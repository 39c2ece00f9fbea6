/// Where a service listens: a host name or address, and a port. In text "host:port", "[::1]:port" for IPv6.
public struct PeerAddress: Hashable, Sendable, CustomStringConvertible {
  /// A name or a numeric address, without brackets.
  public let host: String
  /// From 1 to 65535.
  public let port: Int

  /// An address of a host known to be named well.
  public init(host: String, port: Int) {
    self.host = host
    self.port = port
  }

  /// An address from its text; nil when it is none.
  public init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (1...65_535).contains(port)
    else { return nil }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      return nil
    }
    guard !host.isEmpty, host.utf8.count <= 255, host.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else { return nil }
    self.init(host: String(host), port: port)
  }

  /// "host:port".
  public var description: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
