import CoreMetrics

/// What is counted of connections' security.
enum SecurityCounters {
  /// Changes of files that were taken, and such as could not be used.
  struct Reloads: Sendable {
    private let taken: Counter
    private let refused: Counter

    fileprivate init(_ name: String) {
      taken = Counter(label: "rpc_\(name)_reloads_total")
      refused = Counter(label: "rpc_\(name)_reload_failures_total")
    }

    func countTaken() { taken.increment() }

    func countRefused() { refused.increment() }
  }

  /// Of certificates, keys and roots.
  static let certificates = Reloads("tls")
  /// Of rules of who may call what.
  static let authorization = Reloads("authorization")
  private static let handshakeFailures = Counter(label: "rpc_server_tls_handshake_failures_total")

  /// The connection of a client ended in the TLS handshake.
  static func countHandshakeFailure() { handshakeFailures.increment() }
}
