/// Whether a client's connections are encrypted, and what it shows to servers.
public enum ClientSecurity: Sendable {
  /// Plain text to servers on the same machine. Calls to any other host fail.
  case plaintextOnLoopback
  /// Plain text to whatever host: for a network that is trusted as a whole, said on purpose.
  case plaintext
  /// TLS 1.2 or later, with ALPN "h2"; the server's certificate must be signed by a root and name the host (RFC 9525). What is
  /// wrong fails calls with UNAVAILABLE, and the reason.
  case tls(ClientTLS)

  /// TLS with the system's roots and no certificate of our own.
  public static var tls: ClientSecurity { .tls(ClientTLS()) }
}

/// How a client speaks TLS.
public struct ClientTLS: Sendable {
  /// Who may sign servers' certificates.
  public var roots = TLSRoots.system
  /// What the client shows to servers that ask; nil for nothing.
  public var keyPair: TLSKeyPair?
  /// The name that the server's certificate must have; nil for the host that is connected to.
  public var serverName: String?
  /// How its files are watched.
  public var reload = FileReload()
  /// Whether the server's certificate is verified. False only for asking a process of ours on this machine if it lives.
  package var verifiesServer = true
  /// Where the system's roots are looked for; the first file that is there.
  package var systemBundles = SystemRoots.bundles

  /// A client of servers that those roots vouch for.
  public init(roots: TLSRoots = .system) { self.roots = roots }
}
