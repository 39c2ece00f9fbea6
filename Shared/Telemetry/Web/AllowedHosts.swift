/// The hosts by whose names a port may be asked.
///
/// A web page from elsewhere can have its own name lead to this machine (DNS rebinding), and then reads what a browser here is
/// answered; its requests still carry its own name. So names are answered that nobody else can have: those of the loopback,
/// the host that the port listens on, and what the configuration adds. Ports are not compared: tunnels change them.
public struct AllowedHosts: Hashable, Sendable {
  /// What is wrong with a request's `Host`.
  public enum Fault: Error, Hashable, Sendable {
    /// There is none, or it is empty.
    case missing
    /// There are several.
    case several
    /// It is no host, with a port or without.
    case malformed
    /// It is another host.
    case foreign

    /// The HTTP status (RFC 9112, section 3.2; RFC 9110, section 15.5.20).
    public var status: Int { self == .foreign ? 421 : 400 }

    /// What to do about it, in a sentence.
    public var sentence: String {
      switch self {
      case .missing: "the request has no Host: name the host that is asked"
      case .several: "the request has several Hosts: name the one host that is asked"
      case .malformed: "the request's Host is not a host with or without a port"
      case .foreign:
        "this port does not answer under that host name: use localhost, or add the name to its allowed hosts"
      }
    }
  }

  private static let loopbackNames: Set<String> = ["localhost", "127.0.0.1", "::1", "0:0:0:0:0:0:0:1"]
  private static let hostBytesMaximum = 255
  private let names: Set<String>

  /// The names of the loopback, the host listened on, and more.
  public init(listening host: String, and more: [String] = []) {
    // An address that stands for all of the machine's is none that is asked for.
    let own = ["0.0.0.0", "::", ""].contains(host) ? [] : [host]
    names = Self.loopbackNames.union((own + more).map(Self.bare))
  }

  /// What is wrong with the `Host` fields of a request; nil when they name this port.
  ///
  /// - Parameter address: The address of ours that the connection came to: no name leads a browser to ask by it.
  public func fault(of fields: [String], at address: String? = nil) -> Fault? {
    guard let field = fields.first, !field.isEmpty else { return fields.count > 1 ? .several : .missing }
    guard fields.count == 1 else { return .several }
    guard let host = Self.host(of: field) else { return .malformed }
    return names.contains(host) || Self.isLoopback(host) || host == address.map(Self.bare) ? nil : .foreign
  }

  /// The host of a field such as `localhost:8080` or `[::1]:8080`, in lower case; nil when it is none.
  private static func host(of field: String) -> String? {
    guard field.utf8.count <= hostBytesMaximum else { return nil }
    let host: Substring
    let rest: Substring
    if field.hasPrefix("[") {
      guard let end = field.firstIndex(of: "]") else { return nil }
      host = field[field.index(after: field.startIndex)..<end]
      rest = field[field.index(after: end)...]
    } else {
      host = field.prefix { $0 != ":" }
      rest = field.dropFirst(host.count)
    }
    let port = rest.dropFirst()
    guard rest.isEmpty || rest.first == ":" && port.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    let isName = host.utf8.allSatisfy { byte in
      (48...57).contains(byte) || (97...122).contains(byte | 32) || [45, 46, 58, 95, 37].contains(byte)
    }
    guard isName, !host.isEmpty else { return nil }
    return bare(String(host))
  }

  /// The name in lower case, without the brackets of an address and the dot of a root.
  private static func bare(_ name: String) -> String {
    var name = name.lowercased()
    if name.hasPrefix("["), name.hasSuffix("]") { name = String(name.dropFirst().dropLast()) }
    return name.count > 1 && name.hasSuffix(".") ? String(name.dropLast()) : name
  }

  /// Whether it is one of 127.0.0.0/8, or a name below localhost, which never leaves the machine (RFC 6761, section 6.3).
  private static func isLoopback(_ host: String) -> Bool {
    if host.hasSuffix(".localhost") { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { part in part.utf8.allSatisfy { (48...57).contains($0) } && UInt8(part) != nil }
  }
}
