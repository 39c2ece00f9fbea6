import Support

/// Certificates for a fleet in which everybody shows one: the services, an operator, and somebody with no rights.
struct FleetSecurity: Sendable {
  private let authority: TestAuthority
  private let certificates: [String: IssuedCertificate]

  /// Certificates by the names of `compose/authorization.json`.
  init() async throws {
    authority = try await TestAuthority()
    var certificates: [String: IssuedCertificate] = [:]
    for name in Fleet.Service.allCases.map(\.rawValue) + ["operator", "stranger"] {
      certificates[name] = try await authority.issue(
        name, subject: "/CN=\(name)", names: "URI:spiffe://bandstand/\(name),DNS:localhost,IP:127.0.0.1")
    }
    self.certificates = certificates
  }

  /// What a service is started with.
  func serviceFlags(_ name: String) -> [String] {
    clientFlags(name) + [
      "--tls-client-certificates", "require", "--authorization-file", Program.path("compose/authorization.json"),
    ]
  }

  /// What the command line is run with.
  func clientFlags(_ name: String) -> [String] {
    guard let certificate = certificates[name] else { return [] }
    return [
      "--tls-roots", authority.root, "--tls-certificate", certificate.certificate, "--tls-private-key",
      certificate.privateKey,
    ]
  }
}
