import NIOCore

/// Which servers a client calls, by gRPC's names (its naming document): a name to be looked up, or the addresses.
public struct RPCTarget: Hashable, Sendable {
  /// How the addresses are found.
  enum Scheme: Hashable, Sendable {
    /// Looked up, and again from time to time.
    case dns(host: String, port: Int)
    /// As they stand.
    case addresses([ServerAddress])
  }

  let scheme: Scheme

  /// The servers behind a host name, or the one at a numeric address.
  public init(host: String, port: Int) {
    let isNumeric = (try? SocketAddress(ipAddress: host, port: port)) != nil
    scheme = isNumeric ? .addresses([.internet(host: host, port: port)]) : .dns(host: host, port: port)
  }

  /// Servers at known addresses.
  public init(addresses: [ServerAddress]) { scheme = .addresses(addresses) }

  /// A target from its text: `dns:///host:port` (or just `host:port`), `ipv4:10.0.0.1:80,10.0.0.2:80`,
  /// `ipv6:[::1]:80,[::2]:80`, `unix:path` or `unix:///absolute/path`.
  ///
  /// - Throws: What is wrong with it; a port must always be given.
  public init(_ text: String) throws(RPCTargetError) {
    let (name, rest) = Self.split(text)
    switch name {
    case "ipv4", "ipv6": scheme = .addresses(try Self.addresses(rest, isVersion6: name == "ipv6"))
    case "unix":
      let path = rest.hasPrefix("//") ? rest.dropFirst(2) : rest
      guard !path.isEmpty else { throw .noPath(text) }
      scheme = .addresses([.unix(path: String(path))])
    default: self = try Self.named(rest)
    }
  }

  /// The scheme, if it is one that we know, and what follows it. A text without one is a host and its port.
  private static func split(_ text: String) -> (scheme: Substring, rest: Substring) {
    guard let colon = text.firstIndex(of: ":") else { return ("dns", text[...]) }
    switch text[..<colon] {
    case "dns", "ipv4", "ipv6", "unix": return (text[..<colon], text[text.index(after: colon)...])
    default: return ("dns", text[...])
    }
  }

  private static func named(_ rest: Substring) throws(RPCTargetError) -> RPCTarget {
    var name = rest
    if name.hasPrefix("//") {
      // dns://server/name asks a name server of its own, which the system's resolver cannot.
      guard name.hasPrefix("///") else { throw .nameServer(String(rest)) }
      name = name.dropFirst(3)
    }
    let (host, port) = try endpoint(name)
    return RPCTarget(host: host, port: port)
  }

  private static func addresses(_ list: Substring, isVersion6: Bool) throws(RPCTargetError) -> [ServerAddress] {
    var addresses: [ServerAddress] = []
    for part in list.split(separator: ",", omittingEmptySubsequences: false) {
      let (host, port) = try endpoint(part)
      guard let address = try? SocketAddress(ipAddress: host, port: port), (address.protocol == .inet6) == isVersion6
      else { throw .notNumeric(String(part), version: isVersion6 ? 6 : 4) }
      addresses.append(.internet(host: host, port: port))
    }
    return addresses
  }

  private static func endpoint(_ text: Substring) throws(RPCTargetError) -> (host: String, port: Int) {
    guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
      (1...65_535).contains(port)
    else { throw .noPort(String(text)) }
    var host = text[..<colon]
    if host.hasPrefix("["), host.hasSuffix("]") {
      host = host.dropFirst().dropLast()
    } else if host.contains(":") {
      throw .noPort(String(text))
    }
    guard !host.isEmpty, host.utf8.count <= 255, host.utf8.allSatisfy({ $0 > 32 && $0 < 127 }) else {
      throw .noHost(String(text))
    }
    return (String(host), port)
  }
}

extension RPCTarget: CustomStringConvertible {
  /// A text that can be read back: `dns:///home:8001`, `ipv4:10.0.0.1:80,10.0.0.2:80`, `unix:/run/home.socket`.
  ///
  /// The one address of a client made with a host and a port stands as `127.0.0.1:8001`.
  public var description: String {
    switch scheme {
    case .dns(let host, let port): return "dns:///\(ServerAddress.text(host: host, port: port))"
    case .addresses(let addresses):
      let list = addresses.map(\.description).joined(separator: ",")
      guard addresses.count > 1 else { return list }
      return list.hasPrefix("[") ? "ipv6:\(list)" : "ipv4:\(list)"
    }
  }

  /// The name that certificates must have; nil when each address stands for itself.
  var serverName: String? {
    guard case .dns(let host, _) = scheme else { return nil }
    return host
  }

  /// What stands in `:authority`; nil when each address stands for itself.
  var authority: String? {
    guard case .dns(let host, let port) = scheme else { return nil }
    return ServerAddress.text(host: host, port: port)
  }
}
