import Support

/// The official gRPC implementation for Python (grpcio), as a client or a server of raw bytes.
enum PythonPeer {
  /// What a script needs.
  enum Needs {
    /// The implementation alone.
    case grpcio
    /// With its reader and writer of rich statuses.
    case richStatuses

    fileprivate var scripts: PythonScripts {
      switch self {
      case .grpcio: PythonScripts(folder: "Tests/fixtures/rpc", packages: ["grpcio==1.76.0"])
      case .richStatuses:
        PythonScripts(folder: "Tests/fixtures/rpc", packages: ["grpcio==1.76.0", "grpcio-status==1.76.0"])
      }
    }
  }

  /// Runs a script of `Tests/fixtures/rpc` to its end; returns what it printed.
  static func run(
    _ script: String, _ arguments: String..., needing needs: Needs = .grpcio
  ) async throws -> (isSuccess: Bool, output: String) {
    try await run(script, arguments, needing: needs)
  }

  /// Runs a script of `Tests/fixtures/rpc` to its end; returns what it printed.
  static func run(
    _ script: String, _ arguments: [String], needing needs: Needs = .grpcio
  ) async throws -> (isSuccess: Bool, output: String) {
    try await needs.scripts.run(script, arguments)
  }

  /// Runs the server script while `body` runs, with the port it listens on.
  static func withServer(
    _ script: String, _ arguments: String..., needing needs: Needs = .grpcio,
    _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    try await needs.scripts.withServer(script, arguments, body)
  }
}
