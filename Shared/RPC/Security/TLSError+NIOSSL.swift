import Glibc
import NIOSSL

extension TLSError {
  /// What the TLS library's error means. Other errors are given back as they are.
  ///
  /// - Parameter certificate: What the peer showed, if anything is known of it.
  static func explaining(_ error: any Error, certificate: NIOSSLCertificate? = nil) -> any Error {
    if let extra = error as? NIOSSLExtraError {
      let isHost = extra == .failedToValidateHostname
      return isHost ? TLSError.untrustedCertificate(problem: .wrongHost) : TLSError.other(reason: "\(extra)")
    }
    if let failure = error as? BoringSSLError { return explaining(text: "\(failure)", certificate) }
    guard let failure = error as? NIOSSLError else { return error }
    switch failure {
    case .handshakeFailed(.sslError(let stack)) where stack == [.eofDuringHandshake]: return closedDuringHandshake
    case .handshakeFailed(let reason): return explaining(text: "\(reason)", certificate)
    case .unableToValidateCertificate: return untrustedCertificate(problem: .wrongHost)
    case .noCertificateToValidate: return untrustedCertificate(problem: .missing)
    case .uncleanShutdown: return other(reason: "the peer closed the connection without saying so in TLS")
    default: return other(reason: "\(failure)")
    }
  }

  /// BoringSSL names its reasons in text alone.
  private static func explaining(text: String, _ certificate: NIOSSLCertificate?) -> TLSError {
    if text.contains("CERTIFICATE_VERIFY_FAILED") { return untrustedCertificate(problem: problem(of: certificate)) }
    if text.contains("PEER_DID_NOT_RETURN_A_CERTIFICATE") { return untrustedCertificate(problem: .missing) }
    for reason in ["WRONG_VERSION_NUMBER", "HTTP_REQUEST", "HTTPS_PROXY_REQUEST"] where text.contains(reason) {
      return peerSpeaksNoTLS
    }
    for (name, meaning) in alerts where text.contains(name) { return refusedByPeer(alert: meaning) }
    return other(reason: text)
  }

  private static func problem(of certificate: NIOSSLCertificate?) -> CertificateProblem {
    guard let certificate else { return .notSignedByRoot }
    if certificate.isExpired { return .expired }
    return certificate.notValidBefore > time(nil) ? .notYetValid : .notSignedByRoot
  }

  /// The alerts that tell something (RFC 8446, section 6.2), by the end of BoringSSL's names for them.
  private static let alerts: [(name: String, meaning: String)] = [
    ("ALERT_UNKNOWN_CA", "it trusts no root that signed our certificate"),
    ("ALERT_CERTIFICATE_EXPIRED", "our certificate has expired"),
    ("ALERT_CERTIFICATE_UNKNOWN", "it does not accept our certificate"),
    ("ALERT_CERTIFICATE_REVOKED", "our certificate is revoked"),
    ("ALERT_BAD_CERTIFICATE", "it does not accept our certificate"),
    ("ALERT_UNSUPPORTED_CERTIFICATE", "our certificate is not for this use"),
    ("CERTIFICATE_REQUIRED", "it requires a certificate of us, and we showed none"),
    ("ALERT_NO_APPLICATION_PROTOCOL", "it does not speak HTTP/2 (ALPN \"h2\")"),
    ("ALERT_PROTOCOL_VERSION", "it speaks no version of TLS that we do"),
    ("ALERT_HANDSHAKE_FAILURE", "it has nothing in common with us, or requires a certificate of us"),
    ("ALERT_UNRECOGNIZED_NAME", "it does not know the host name that was asked for"),
  ]
}
