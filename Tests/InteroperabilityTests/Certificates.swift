import RPC
import Support

/// How a test's connections are protected.
enum Protection: String, CaseIterable, Sendable {
  case plaintext
  case tls
}

/// A server's certificate of one test, and the flags and options that use it on either side.
struct Certificates: Sendable {
  /// What the server is called: another name than that of its host, so that the override counts.
  static let serverName = "interop.test"

  private let protection: Protection
  private let authority: TestAuthority
  private let issued: IssuedCertificate

  init(_ protection: Protection) async throws {
    self.protection = protection
    authority = try await TestAuthority()
    issued = try await authority.issue("server", names: "DNS:\(Self.serverName)")
  }

  /// Of our server.
  var server: ServerSecurity {
    guard protection == .tls else { return .plaintext }
    return .tls(
      ServerTLS(TLSKeyPair(certificates: .file(issued.certificate), privateKey: .file(issued.privateKey))))
  }

  /// Of our client.
  var client: ClientSecurity {
    protection == .tls ? .tls(ClientTLS(roots: .pem(.file(authority.root)))) : .plaintext
  }

  /// Of any server, ours as a program included.
  var serverFlags: [String] {
    guard protection == .tls else { return ["--use_tls=false"] }
    return ["--use_tls=true", "--tls_cert_file=\(issued.certificate)", "--tls_key_file=\(issued.privateKey)"]
  }

  /// Of any client.
  var clientFlags: [String] {
    guard protection == .tls else { return ["--use_tls=false"] }
    return ["--use_tls=true", "--ca_file=\(authority.root)", "--server_host_override=\(Self.serverName)"]
  }
}
