/// Some peers, by what their certificates say.
public enum PeerPattern: Hashable, Sendable {
  /// Every peer, with an identity or without.
  case anyone
  /// Every peer with an identity.
  case identified
  /// Those with that URI among their alternative names, such as a SPIFFE ID.
  case uri(String)
  /// Those with a URI that begins so.
  case uriPrefix(String)
  /// Those with that host name among their alternative names.
  case dnsName(String)
  /// Those with a host name that is one label and this end, as `.example.org`.
  case dnsNameEnd(String)
  /// Those with that mail address among their alternative names.
  case emailAddress(String)
  /// Those whose subject has that common name.
  case commonName(String)
  /// The one whose certificate has that SHA-256, in lower-case hexadecimal digits.
  case fingerprint(String)

  /// What ``init(_:)`` takes, for messages.
  static let accepted = """
    "anyone", "identified", "uri:spiffe://...", "dns:name", "email:address", "commonName:name" or "sha256:" and 64 \
    digits; a URI may end in *, and a host name begin with *.
    """

  /// Peers from their text; nil when it is none.
  public init?(_ text: String) {
    switch text {
    case "anyone": self = .anyone
    case "identified": self = .identified
    default:
      guard let colon = text.firstIndex(of: ":") else { return nil }
      self.init(kind: text[..<colon], value: String(text[text.index(after: colon)...]))
    }
  }

  private init?(kind: Substring, value: String) {
    guard !value.isEmpty, value.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else { return nil }
    switch kind {
    case "uri": self = value.hasSuffix("*") ? .uriPrefix(String(value.dropLast())) : .uri(value)
    case "dns":
      self = value.hasPrefix("*.") ? .dnsNameEnd(value.dropFirst().lowercased()) : .dnsName(value.lowercased())
    case "email": self = .emailAddress(value)
    case "commonName": self = .commonName(value)
    case "sha256":
      guard value.utf8.count == 64, value.allSatisfy(\.isHexDigit) else { return nil }
      self = .fingerprint(value.lowercased())
    default: return nil
    }
    // A lone * would take every peer with such a name: `identified` says that, and better.
    if [.uriPrefix(""), .dnsNameEnd(".")].contains(self) || value.dropFirst().dropLast().contains("*") { return nil }
  }

  /// Whether a peer of that identity is one of them.
  public func contains(_ identity: PeerIdentity?) -> Bool {
    guard self != .anyone else { return true }
    guard let identity else { return false }
    return switch self {
    case .anyone, .identified: true
    case .uri(let uri): identity.uris.contains(uri)
    case .uriPrefix(let prefix): identity.uris.contains { $0.hasPrefix(prefix) }
    case .dnsName(let name): identity.dnsNames.contains(name)
    case .dnsNameEnd(let end):
      identity.dnsNames.contains { $0.hasSuffix(end) && !$0.dropLast(end.count).contains(".") && $0.count > end.count }
    case .emailAddress(let address): identity.emailAddresses.contains(address)
    case .commonName(let name): identity.commonName == name
    case .fingerprint(let digits): identity.fingerprint == digits
    }
  }
}
