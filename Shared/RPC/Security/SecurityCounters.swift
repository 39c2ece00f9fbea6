import CoreMetrics

/// What is counted of connections' security.
enum SecurityCounters {
  private static let reloads = Counter(label: "rpc_tls_reloads_total")
  private static let reloadFailures = Counter(label: "rpc_tls_reload_failures_total")
  private static let handshakeFailures = Counter(label: "rpc_server_tls_handshake_failures_total")

  /// Changed certificates were taken.
  static func countReload() { reloads.increment() }

  /// Changed certificates could not be used.
  static func countReloadFailure() { reloadFailures.increment() }

  /// The connection of a client ended in the TLS handshake.
  static func countHandshakeFailure() { handshakeFailures.increment() }
}
