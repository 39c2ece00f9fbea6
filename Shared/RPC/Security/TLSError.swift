/// Why a connection cannot be protected, or its peer not be trusted, in words for the person who runs the process.
public enum TLSError: Error, Hashable, Sendable {
  /// A file of certificates or keys cannot be read.
  case unreadableFile(file: String)
  /// A file of certificates or keys is larger than any real one.
  case fileTooLarge(file: String, limit: Int, got: Int)
  /// What should be certificates in PEM form is not, or ends inside one.
  case badCertificates(place: String)
  /// What should be a private key in PEM form is not, or needs a passphrase.
  case badPrivateKey(place: String)
  /// The private key is not that of the first certificate.
  case keyOfAnotherCertificate(certificates: String, privateKey: String)
  /// The TLS library does not take what it was given.
  case unusable(reason: String)
  /// Clients' certificates would be trusted when anybody in the world may have them signed.
  case clientRootsMissing
  /// Plain text was not asked for on an address that others can reach.
  case plaintextNotAllowed(host: String)
  /// The peer did not agree on HTTP/2 by ALPN.
  case noHTTP2(negotiated: String?)
  /// The peer does not speak TLS.
  case peerSpeaksNoTLS
  /// The peer speaks TLS on a connection in plain text.
  case peerSpeaksTLS
  /// The peer's certificate is not trusted.
  case untrustedCertificate(problem: CertificateProblem)
  /// The peer broke the handshake off, for the reason it gave in an alert.
  case refusedByPeer(alert: String)
  /// The peer closed the connection before the handshake was over.
  case closedDuringHandshake
  /// The peer took too long.
  case handshakeTimeout(seconds: Double)
  /// A verified certificate whose names cannot be read.
  case unreadablePeerCertificate
  /// Anything else that TLS calls an error.
  case other(reason: String)

  /// What is wrong with a peer's certificate.
  public enum CertificateProblem: Hashable, Sendable {
    /// None of the roots signed it, or a certificate between is missing, or it is not for this use.
    case notSignedByRoot
    /// Its time is over.
    case expired
    /// Its time has not come.
    case notYetValid
    /// It names other hosts.
    case wrongHost
    /// There is none.
    case missing
  }
}

extension TLSError: CustomStringConvertible {
  /// What was wrong, where, and what to do.
  public var description: String {
    switch self {
    case .unreadableFile(let file): "\(file) cannot be read; is it there, and may this process read it?"
    case .fileTooLarge(let file, let limit, let got): "\(file) has \(got) bytes, and may have at most \(limit)"
    case .badCertificates(let place):
      "\(place) is not a whole list of certificates in PEM form (-----BEGIN CERTIFICATE-----)"
    case .badPrivateKey(let place):
      "\(place) is not a private key in PEM form without a passphrase (-----BEGIN PRIVATE KEY-----)"
    case .keyOfAnotherCertificate(let certificates, let privateKey):
      "the private key in \(privateKey) is not that of the first certificate in \(certificates)"
    case .unusable(let reason): "TLS cannot be set up: \(reason)"
    case .clientRootsMissing:
      "clients' certificates are asked for without roots of our own: with the system's roots, anybody could have one"
    case .plaintextNotAllowed(let host):
      "\(host) is not on this machine, and plain text was not asked for: set TLS up, or ask for plain text on purpose"
    case .noHTTP2(let negotiated):
      "the peer agreed on \(negotiated.map { "\"\($0)\"" } ?? "no protocol") by ALPN, and not on \"h2\", HTTP/2"
    case .peerSpeaksNoTLS: "the peer does not speak TLS: one side is set to plain text, or the port is another's"
    case .peerSpeaksTLS: "the peer speaks TLS, and this side is set to plain text"
    case .untrustedCertificate(let problem): "the peer's certificate is not trusted: \(problem)"
    case .refusedByPeer(let alert): "the peer broke the TLS handshake off: \(alert)"
    case .closedDuringHandshake: "the peer closed the connection during the TLS handshake"
    case .handshakeTimeout(let seconds): "the TLS handshake was not over within \(seconds) seconds"
    case .unreadablePeerCertificate: "the names in the peer's certificate cannot be read"
    case .other(let reason): "TLS failed: \(reason)"
    }
  }
}

extension TLSError.CertificateProblem: CustomStringConvertible {
  /// What is wrong, to stand in a sentence.
  public var description: String {
    switch self {
    case .notSignedByRoot: "no root that is trusted here signed it for this use"
    case .expired: "its time is over"
    case .notYetValid: "its time has not come, or this machine's clock is wrong"
    case .wrongHost: "it does not name the host that was asked for"
    case .missing: "there is none, and this side requires one"
    }
  }
}
