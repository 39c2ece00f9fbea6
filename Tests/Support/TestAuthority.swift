import Subprocess

/// A certificate and its key, as files.
public struct IssuedCertificate: Sendable {
  /// The path of the certificate.
  public let certificate: String
  /// The path of its key.
  public let privateKey: String
  /// Where both are, kept as long as this is.
  let folder: TemporaryFolder
}

/// A certificate authority of one test, in a folder that is gone afterwards. The `openssl` command does the work.
public struct TestAuthority: Sendable {
  /// Where all files are.
  public let folder: TemporaryFolder

  /// The authority's own certificate.
  public var root: String { folder.path("root.pem") }

  /// A new authority that nobody trusts yet.
  public init() async throws {
    folder = try TemporaryFolder()
    try await Self.run(
      """
      openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "$1/root.key" -out "$1/root.pem" \
        -days 30 -subj /CN=root -addext keyUsage=critical,keyCertSign,cRLSign
      """, [folder.path])
  }

  /// Signs a certificate for servers and clients.
  ///
  /// - Parameters:
  ///   - name: What its files are called; those of a former one of the name are replaced.
  ///   - subject: As openssl writes it.
  ///   - names: The alternative names, as openssl writes them.
  ///   - days: How long it is good from now on; negative for one that has expired.
  public func issue(
    _ name: String, subject: String = "/CN=test", names: String = "DNS:localhost,IP:127.0.0.1", days: Int = 30
  ) async throws -> IssuedCertificate {
    let base = folder.path(name)
    try await Self.run(
      """
      openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "$1.key" -out "$1.csr" -subj "$3" \
        -utf8 -addext "subjectAltName=$4" -addext extendedKeyUsage=serverAuth,clientAuth
      openssl x509 -req -in "$1.csr" -CA "$2/root.pem" -CAkey "$2/root.key" -days "$5" -out "$1.pem" \
        -copy_extensions copy
      """, [base, folder.path, subject, names, "\(days)"])
    return IssuedCertificate(certificate: base + ".pem", privateKey: base + ".key", folder: folder)
  }

  private static func run(_ script: String, _ arguments: [String]) async throws {
    let result = try await Subprocess.run(
      .name("sh"), arguments: Arguments(["-euc", script, "openssl"] + arguments), output: .string(limit: 1 << 16),
      error: .combinedWithOutput)
    guard result.terminationStatus.isSuccess else { throw OpenSSLError(output: result.standardOutput) }
  }
}

/// Why there is no certificate to test with.
public struct OpenSSLError: Error, CustomStringConvertible {
  let output: String

  /// What openssl said.
  public var description: String { "openssl (Debian: apt-get install openssl) failed: \(output)" }
}
