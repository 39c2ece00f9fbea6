/// What one side shows of itself: its certificate, with those that lead to a root after it, and the key of the first.
public struct TLSKeyPair: Hashable, Sendable {
  /// The chain, the side's own certificate first.
  public var certificates: PEMSource
  /// The key of the first certificate, without a passphrase: RSA, or ECDSA on P-256 or P-384.
  public var privateKey: PEMSource

  /// A certificate and its key.
  public init(certificates: PEMSource, privateKey: PEMSource) {
    self.certificates = certificates
    self.privateKey = privateKey
  }
}

/// Who may sign the certificates of peers.
public enum TLSRoots: Hashable, Sendable {
  /// The roots of the operating system: its bundle, `/etc/ssl/certs/ca-certificates.crt` or
  /// `/etc/pki/tls/certs/ca-bundle.crt`, read again when it changes. Where there is none, those that the TLS library finds, once.
  case system
  /// These certificates and no others.
  case pem(PEMSource)
}

/// What a server asks of the certificates of its clients. What is shown is always verified.
public enum ClientCertificates: String, CaseIterable, Hashable, Sendable {
  /// No certificate is asked for.
  case none
  /// A client may show one. Without it, it has no identity.
  case request
  /// A client without one is refused in the handshake.
  case require
}
