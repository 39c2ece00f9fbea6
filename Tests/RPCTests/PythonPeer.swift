import Subprocess
import Support
import SystemPackage

/// The official gRPC implementation for Python (grpcio), as a client or a server of raw bytes.
enum PythonPeer {
  /// Runs a script of `Tests/fixtures/rpc` to its end; returns what it printed.
  static func run(_ script: String, _ arguments: String...) async throws -> (isSuccess: Bool, output: String) {
    let python = try await PythonEnvironment.shared(packages: ["grpcio==1.76.0"])
    let result = try await Subprocess.run(
      .path(FilePath(python)), arguments: Arguments([path(of: script)] + arguments), output: .string(limit: 1 << 20),
      error: .combinedWithOutput)
    return (result.terminationStatus.isSuccess, result.standardOutput)
  }

  /// Runs the server script while `body` runs, with the port it listens on.
  static func withServer(_ script: String, _ body: @escaping @Sendable (Int) async throws -> Void) async throws {
    let python = try await PythonEnvironment.shared(packages: ["grpcio==1.76.0"])
    _ = try await Subprocess.run(
      .path(FilePath(python)), arguments: [path(of: script)], input: .inputWriter, output: .sequence, error: .discarded
    ) { execution in
      var lines = execution.standardOutput.strings().makeAsyncIterator()
      guard let line = try await lines.next(), let port = Int(line.filter(\.isNumber)) else {
        throw PythonEnvironmentError.failed(packages: ["grpcio"], output: "the server printed no port")
      }
      try await body(port)
      try await execution.standardInputWriter.finish()
    }
  }

  private static func path(of script: String) -> String {
    PythonEnvironment.packageRoot.appending("Tests/fixtures/rpc").appending(script).string
  }
}
