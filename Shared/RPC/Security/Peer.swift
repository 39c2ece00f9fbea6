/// Who is at the other end of a connection. Made once a connection, shared by all its calls.
public final class Peer: Sendable {
  /// How the connection is protected.
  public enum Security: Hashable, Sendable {
    /// Not at all.
    case plaintext
    /// By TLS.
    case tls
    /// There is no connection: the handler was called directly.
    case inProcess
  }

  /// The address, as `127.0.0.1:50000`.
  public let address: String
  /// How the connection is protected.
  public let security: Security
  /// What the verified certificate of the peer says; nil when it showed none.
  public let identity: PeerIdentity?

  /// A peer known by these; handlers under test are called with one.
  public init(address: String, security: Security = .plaintext, identity: PeerIdentity? = nil) {
    self.address = address
    self.security = security
    self.identity = identity
  }
}
