/// What one call may be about, by the server's rules and by what the caller says of itself.
///
/// A caller that knows whom it speaks for, such as an app's backend that has a session's account, says so in the metadata
/// ``listenerMetadata``, percent-encoded: from then on the call is about that listener and nobody else, whatever its body
/// says. Nothing but the caller's certificate vouches for the metadata; rules with `"listener": "own"` demand it.
public struct ContentPermission: Sendable {
  /// The metadata that names the listener for whom a call is made.
  public static let listenerMetadata = "bandstand-listener"

  private let path: String
  private let identity: PeerIdentity?
  /// Those that fit the call, in their order.
  private let rules: [Authorization.Rule]
  private let otherwise: Authorization.Effect
  /// The listeners that the metadata name; more than one only by mistake.
  private let bound: [String]

  /// Nil when everything is permitted.
  init?(path: String, identity: PeerIdentity?, authorization: Authorization?, _ headers: HeaderList) {
    bound = headers.indices.filter { headers.isName(at: $0, "bandstand-listener") }
      .map { PercentEncoding.decode(headers.value(at: $0)) }
    rules = authorization?.rules(on: path, of: identity) ?? []
    otherwise = authorization?.otherwise ?? .allow
    if bound.isEmpty, rules.first.map(\.fitsAllContent) ?? (otherwise == .allow) { return nil }
    self.path = path
    self.identity = identity
  }

  /// With what a call fails that has this content; nil when it may have it.
  ///
  /// - Parameters:
  ///   - kind: What it is, as the method's messages name it; nil for content that has no kinds.
  ///   - listener: Whom it is about, as the message names them.
  public func refusal(kind: String? = nil, listener: String) -> RPCStatus? {
    guard bound.allSatisfy({ $0 == listener }) else {
      return RPCStatus(
        .permissionDenied,
        "this call is made for another listener than the one that it is about: \(Self.listenerMetadata) and the request"
          + " must name the same")
    }
    if effect(kind, isOwn: !bound.isEmpty) == .allow { return nil }
    if bound.isEmpty, effect(kind, isOwn: true) == .allow {
      return RPCStatus(
        .permissionDenied,
        "\(who) may call \(path) for a listener of its own only: name them in the metadata \(Self.listenerMetadata)")
    }
    let what = kind.map { "\(path) with content of kind \"\(MessageText.excerpt($0))\"" } ?? path
    guard identity != nil else {
      return RPCStatus(.unauthenticated, "\(what) is not open to everybody: show a client certificate by TLS")
    }
    return RPCStatus(.permissionDenied, "\(who) may not call \(what)")
  }

  private func effect(_ kind: String?, isOwn: Bool) -> Authorization.Effect {
    let rule = rules.first { rule in
      (rule.kinds == nil || kind.map { rule.kinds?.contains($0) == true } ?? false) && (isOwn || !rule.isOfOwnListener)
    }
    return rule?.effect ?? otherwise
  }

  /// The caller, by the name in its certificate that rules most often go by.
  private var who: String {
    guard let identity else { return "a client without a certificate" }
    let name = identity.uris.first ?? identity.dnsNames.first ?? identity.commonName ?? identity.fingerprint
    return "the client \(MessageText.excerpt(name))"
  }
}
