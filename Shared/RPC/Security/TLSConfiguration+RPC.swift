import Glibc
import NIOCore
import NIOSSL

extension TLSConfiguration {
  /// Those of TLS 1.2 that HTTP/2 allows (RFC 9113, appendix A): forward secret, authenticated. TLS 1.3 has no others.
  private static let suites: [NIOTLSCipher] = [
    .TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, .TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
    .TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, .TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
    .TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, .TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
  ]

  /// A server's configuration; certificates and roots are put in later.
  static func server(_ clientCertificates: ClientCertificates) -> TLSConfiguration {
    var configuration = common()
    configuration.certificateVerification =
      switch clientCertificates {
      case .none: .none
      case .request: .optionalVerification
      case .require: .noHostnameVerification
      }
    configuration.sendCANameList = clientCertificates != .none
    return configuration
  }

  /// A client's configuration; certificates and roots are put in later.
  static func client(verifiesServer: Bool) -> TLSConfiguration {
    var configuration = common()
    configuration.certificateVerification = verifiesServer ? .fullVerification : .none
    return configuration
  }

  private static func common() -> TLSConfiguration {
    var configuration = TLSConfiguration.makeClientConfiguration()
    configuration.minimumTLSVersion = .tlsv12
    configuration.cipherSuiteValues = suites
    configuration.applicationProtocols = ["h2"]
    configuration.shutdownTimeout = .seconds(1)
    return configuration
  }
}

extension NIOSSLCertificate {
  /// Whether its time is over.
  var isExpired: Bool { notValidAfter < time(nil) }
}
