import Support

/// The official gRPC implementation for Python (grpcio), as a client or a server of raw bytes.
enum PythonPeer {
  private static let scripts = PythonScripts(folder: "Tests/fixtures/rpc", packages: ["grpcio==1.76.0"])

  /// Runs a script of `Tests/fixtures/rpc` to its end; returns what it printed.
  static func run(_ script: String, _ arguments: String...) async throws -> (isSuccess: Bool, output: String) {
    try await scripts.run(script, arguments)
  }

  /// Runs the server script while `body` runs, with the port it listens on.
  static func withServer(_ script: String, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    try await scripts.withServer(script, [], body)
  }
}
