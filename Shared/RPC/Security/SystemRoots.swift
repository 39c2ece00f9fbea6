import FoundationEssentials

/// The roots of the operating system.
enum SystemRoots {
  /// Where distributions keep all of them in one file: Debian and its kin, Fedora and its.
  static let bundles = ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt"]

  /// The first of those files that can be read; nil when there is none.
  static func source(in bundles: [String]) -> PEMSource? {
    bundles.first { FileManager.default.isReadableFile(atPath: $0) }.map { .file($0) }
  }
}
