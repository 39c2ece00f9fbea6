import Crypto
import NIOSSL

/// Where one side's certificates come from.
struct TLSSources: Sendable {
  var keyPair: TLSKeyPair?
  /// Who is trusted; nil for whom the TLS library trusts by itself.
  let rootsSource: PEMSource?

  init(keyPair: TLSKeyPair?, roots: TLSRoots, systemBundles: [String] = SystemRoots.bundles) {
    self.keyPair = keyPair
    rootsSource =
      switch roots {
      case .system: SystemRoots.source(in: systemBundles)
      case .pem(let source): source
      }
  }

  /// Whether anything can change while the process runs.
  var canChange: Bool {
    let sources = [keyPair?.certificates, keyPair?.privateKey, rootsSource]
    return sources.contains { $0?.isFile == true }
  }

  /// For messages: every file.
  var places: String {
    [keyPair?.certificates, keyPair?.privateKey, rootsSource].compactMap { $0?.place }.joined(separator: ", ")
  }
}

/// The bytes of all certificates and keys of one side, read at one time.
struct TLSMaterial {
  /// The SHA-256 of everything, by which a change is seen.
  let digest: SHA256Digest
  private let sources: TLSSources
  private let certificates: [UInt8]
  private let privateKey: [UInt8]
  private let roots: [UInt8]

  /// Reads all of them. Blocks.
  init(reading sources: TLSSources) throws(TLSError) {
    self.sources = sources
    certificates = try sources.keyPair?.certificates.read() ?? []
    privateKey = try sources.keyPair?.privateKey.read() ?? []
    roots = try sources.rootsSource?.read() ?? []
    var hash = SHA256()
    for part in [certificates, privateKey, roots] {
      hash.update(data: SHA256.hash(data: part).map { $0 })
    }
    digest = hash.finalize()
  }

  /// A context of that configuration with these certificates.
  func context(_ configuration: TLSConfiguration) throws(TLSError) -> NIOSSLContext {
    var configuration = configuration
    if let source = sources.rootsSource {
      configuration.trustRoots = .certificates(try Self.certificates(in: roots, of: source))
    }
    if let pair = sources.keyPair {
      let chain = try Self.certificates(in: certificates, of: pair.certificates)
      // An empty passphrase for a key that needs one: nobody is asked on the terminal.
      let key = try? NIOSSLPrivateKey(bytes: privateKey, format: .pem, passphraseCallback: { $0([UInt8]()) })
      guard let key else { throw .badPrivateKey(place: pair.privateKey.place) }
      configuration.certificateChain = chain.map { .certificate($0) }
      configuration.privateKey = .privateKey(key)
    }
    do {
      return try NIOSSLContext(configuration: configuration)
    } catch NIOSSLError.failedToLoadPrivateKey {
      let pair = sources.keyPair
      throw .keyOfAnotherCertificate(
        certificates: pair?.certificates.place ?? "", privateKey: pair?.privateKey.place ?? "")
    } catch {
      throw .unusable(reason: "\(error)")
    }
  }

  /// All certificates, at least one, and none cut off: a file that is being written may end between two lines.
  private static func certificates(in bytes: [UInt8], of source: PEMSource) throws(TLSError) -> [NIOSSLCertificate] {
    let begun = String(decoding: bytes, as: UTF8.self).split(separator: "\n").count { $0.hasPrefix("-----BEGIN") }
    guard let certificates = try? NIOSSLCertificate.fromPEMBytes(bytes), !certificates.isEmpty,
      certificates.count == begun
    else { throw .badCertificates(place: source.place) }
    return certificates
  }
}
