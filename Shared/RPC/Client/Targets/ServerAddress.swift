import NIOCore

/// Where one server listens: what a name stands for when it has been looked up.
public enum ServerAddress: Hashable, Sendable, CustomStringConvertible {
  /// A numeric IPv4 or IPv6 address, without brackets, and a port.
  case internet(host: String, port: Int)
  /// The path of a Unix domain socket.
  case unix(path: String)

  /// `10.0.0.1:8002`, `[::1]:8002` or `unix:/run/home.socket`.
  public var description: String {
    switch self {
    case .internet(let host, let port): Self.text(host: host, port: port)
    case .unix(let path): "unix:\(path)"
    }
  }

  /// What a client of this address puts into `:authority` when the target gives no name.
  var authority: String {
    switch self {
    case .internet: description
    case .unix: "localhost"
    }
  }

  /// The numeric address; a socket's path is on this machine.
  var host: String {
    switch self {
    case .internet(let host, _): host
    case .unix: "localhost"
    }
  }

  /// What the system connects to.
  ///
  /// - Throws: NIO's error for a host that is no numeric address, or a path that is too long.
  func socketAddress() throws -> SocketAddress {
    switch self {
    case .internet(let host, let port): try SocketAddress(ipAddress: host, port: port)
    case .unix(let path): try SocketAddress(unixDomainSocketPath: path)
    }
  }

  static func text(host: String, port: Int) -> String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}
