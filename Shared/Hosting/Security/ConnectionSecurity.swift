/// Whether connections are encrypted.
public enum ConnectionSecurity: String, CaseIterable, Hashable, Sendable {
  /// By TLS where certificates are configured, otherwise plain text that does not leave this machine.
  case automatic
  /// By TLS.
  case tls
  /// Not at all, on whatever network: for one that is trusted as a whole.
  case plaintext
}
