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

  /// "host:port".
  public var description: String {
    host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
  }
}
