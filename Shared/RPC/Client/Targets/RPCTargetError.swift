/// Why a text is no target.
public enum RPCTargetError: Error, Equatable, CustomStringConvertible {
  /// A host stands without a port from 1 to 65535.
  case noPort(String)
  /// A port stands without a host.
  case noHost(String)
  /// `unix:` is followed by nothing.
  case noPath(String)
  /// `ipv4:` or `ipv6:` is followed by something that is not an address of that version.
  case notNumeric(String, version: Int)
  /// `dns://server/name` asks for a name server of its own.
  case nameServer(String)

  /// What is wrong, and what would be right.
  public var description: String {
    switch self {
    case .noPort(let text): "\"\(text)\" has no port from 1 to 65535; write host:port, or [::1]:port for IPv6"
    case .noHost(let text): "\"\(text)\" has no host before its port"
    case .noPath(let text): "\"\(text)\" names no socket; write unix:/path/of/the.socket"
    case .notNumeric(let text, let version):
      "\"\(text)\" is no IPv\(version) address with a port; for a name write dns:///name:port"
    case .nameServer(let text):
      "\"\(text)\" names a name server, which is not possible here; write three slashes, dns:///name:port"
    }
  }
}
