/// Whether a server's connections are encrypted, and what it asks of its clients.
public enum ServerSecurity: Sendable {
  /// Plain text for clients on the same machine. On any other than a loopback address the server does not start.
  case plaintextOnLoopback
  /// Plain text on whatever address: for a network that is trusted as a whole, said on purpose.
  case plaintext
  /// TLS 1.2 or later, with ALPN "h2" (RFC 7301) and the suites that HTTP/2 allows (RFC 9113, section 9.2). A server whose
  /// certificates cannot be used does not start: ``TLSError``.
  case tls(ServerTLS)
}

/// How a server speaks TLS.
///
/// What a peer can make a connection hold for TLS: in the handshake, one message of at most 16 KiB, or 100 KiB where a
/// certificate is asked for, and a record of 16 KiB, for at most `handshakeTimeout`, before anything of HTTP/2 exists;
/// then what one read takes (64 KiB), a record, 32 KiB of plain text, and at most twice `writeBytesMaximum` to be written.
public struct ServerTLS: Sendable {
  /// What it shows.
  public var keyPair: TLSKeyPair
  /// What it asks for.
  public var clientCertificates = ClientCertificates.none
  /// Who may sign clients' certificates.
  public var clientRoots = TLSRoots.system
  /// How its files are watched.
  public var reload = FileReload()

  /// A server that shows a certificate and asks for none.
  public init(_ keyPair: TLSKeyPair) { self.keyPair = keyPair }
}
