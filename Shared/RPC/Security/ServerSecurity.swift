/// Whether a server's connections are encrypted, and what it asks of its clients.
public enum ServerSecurity: Sendable {
  /// Plain text for clients on the same machine. On any other than a loopback address the server does not start.
  case plaintextOnLoopback
  /// Plain text on whatever address: for a network that is trusted as a whole, said on purpose.
  case plaintext
  /// TLS 1.2 or later, with ALPN "h2".
  case tls(ServerTLS)
}

/// How a server speaks TLS.
public struct ServerTLS: Sendable {
  /// What it shows.
  public var keyPair: TLSKeyPair
  /// What it asks for.
  public var clientCertificates = ClientCertificates.none
  /// Who may sign clients' certificates.
  public var clientRoots = TLSRoots.system
  /// How its files are watched.
  public var reload = TLSReload()

  /// A server that shows a certificate and asks for none.
  public init(_ keyPair: TLSKeyPair) { self.keyPair = keyPair }
}
