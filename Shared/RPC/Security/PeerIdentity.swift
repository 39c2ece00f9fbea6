import Crypto
import NIOSSL

/// Who a peer is, by a certificate that was verified in the handshake.
///
/// Names with control characters, and alternative names outside ASCII, are left out: no embedded NUL makes one name
/// look like another.
public struct PeerIdentity: Hashable, Sendable {
  /// The URIs among the subject's alternative names.
  public var uris: [String]
  /// The host names among them, in lower case.
  public var dnsNames: [String]
  /// The mail addresses among them.
  public var emailAddresses: [String]
  /// The subject's common name; nil when it has none, or several.
  public var commonName: String?
  /// The SHA-256 of the certificate in DER form, in lower-case hexadecimal digits.
  public var fingerprint: String

  /// An identity put together by hand, as for tests of policies.
  public init(
    uris: [String] = [], dnsNames: [String] = [], emailAddresses: [String] = [], commonName: String? = nil,
    fingerprint: String = ""
  ) {
    self.uris = uris
    self.dnsNames = dnsNames
    self.emailAddresses = emailAddresses
    self.commonName = commonName
    self.fingerprint = fingerprint
  }

  /// The SPIFFE ID (spiffe.io, X509-SVID section 2); nil unless the certificate has exactly one URI, and it is one.
  public var spiffe: String? {
    guard uris.count == 1, let uri = uris.first, uri.hasPrefix("spiffe://") else { return nil }
    return uri
  }
}

extension PeerIdentity {
  /// What a certificate says of its subject.
  init(_ certificate: NIOSSLCertificate) throws(TLSError) {
    guard let bytes = try? certificate.toDERBytes() else { throw .unreadablePeerCertificate }
    let names = try CertificateNames(certificate: bytes)
    self.init(
      uris: names.uris, dnsNames: names.dnsNames, emailAddresses: names.emailAddresses,
      commonName: names.commonNames.count == 1 ? names.commonNames.first : nil,
      fingerprint: Hexadecimal.text(SHA256.hash(data: bytes)))
  }
}

/// Bytes as pairs of lower-case digits.
enum Hexadecimal {
  private static let digits = Array("0123456789abcdef".utf8)

  static func text(_ bytes: some Sequence<UInt8>) -> String {
    String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
