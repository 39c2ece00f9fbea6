/// Which peers may call which methods: rules in their order, the first that fits a call decides.
///
/// A peer is known by the certificate that was verified in the handshake (``PeerIdentity``), and by nothing else.
public struct Authorization: Sendable, Hashable {
  /// What is done with a call.
  public enum Effect: String, CaseIterable, Sendable {
    /// It is made.
    case allow
    /// It fails before its body is read: with UNAUTHENTICATED for a peer without an identity, otherwise with
    /// PERMISSION_DENIED.
    case deny
  }

  /// What is done with some peers' calls of some methods.
  public struct Rule: Sendable, Hashable {
    /// Any of these methods.
    public var methods: [MethodPattern]
    /// Any of these peers.
    public var peers: [PeerPattern]
    /// What is done with such a call.
    public var effect: Effect
    /// Only content of these kinds, as the method's messages name them; nil for all content.
    public var kinds: [String]?
    /// Whether only content about the listener for whom the call is made fits (``ContentPermission``).
    public var isOfOwnListener: Bool

    /// A rule.
    public init(
      _ effect: Effect, _ peers: [PeerPattern], to methods: [MethodPattern], kinds: [String]? = nil,
      ofOwnListener: Bool = false
    ) {
      self.methods = methods
      self.peers = peers
      self.effect = effect
      self.kinds = kinds
      isOfOwnListener = ofOwnListener
    }

    /// Whether calls fit as a whole: what they carry does not matter.
    var fitsAllContent: Bool { kinds == nil && !isOfOwnListener }

    fileprivate func fits(_ path: String, _ identity: PeerIdentity?) -> Bool {
      methods.contains { $0.contains(path) } && peers.contains { $0.contains(identity) }
    }
  }

  /// The rules, in the order in which they are asked.
  public var rules: [Rule]
  /// What is done with a call that no rule fits.
  public var otherwise: Effect

  /// A policy.
  public init(_ rules: [Rule], otherwise: Effect) {
    self.rules = rules
    self.otherwise = otherwise
  }

  /// What is done when a peer of that identity calls that method, before its requests are read. Goes through all rules.
  ///
  /// A rule about some content lets the call in when it allows, and is passed over when it denies: the method's handler asks
  /// for each piece of content (``ServerContext/contentPermission``).
  public func effect(on path: String, of identity: PeerIdentity?) -> Effect {
    rules.first { $0.fits(path, identity) && ($0.fitsAllContent || $0.effect == .allow) }?.effect ?? otherwise
  }

  /// The rules that fit calls of that method by such a peer, in their order.
  func rules(on path: String, of identity: PeerIdentity?) -> [Rule] {
    rules.filter { $0.fits(path, identity) }
  }
}
