import Subprocess
import SystemPackage

/// Python programs of ours in one folder of the repository, which need the same packages.
public struct PythonScripts: Sendable {
  private let folder: FilePath
  private let packages: [String]

  /// The scripts in `folder`, a path from the repository's root, with `packages` as pip names them.
  public init(folder: String, packages: [String]) {
    self.folder = PythonEnvironment.packageRoot.appending(folder)
    self.packages = packages
  }

  /// Runs a script to its end; returns what it printed, to either output.
  public func run(_ script: String, _ arguments: [String] = []) async throws -> (isSuccess: Bool, output: String) {
    let python = try await PythonEnvironment.shared(packages: packages)
    let result = try await Subprocess.run(
      .path(FilePath(python)), arguments: Arguments([folder.appending(script).string] + arguments),
      output: .string(limit: 1 << 20), error: .combinedWithOutput)
    return (result.terminationStatus.isSuccess, result.standardOutput)
  }

  /// Runs a server while `body` runs, with the port that is the first line it prints. It stops when its input ends.
  public func withServer(
    _ script: String, _ arguments: [String] = [], _ body: @escaping @Sendable (Int) async throws -> Void
  ) async throws {
    let python = try await PythonEnvironment.shared(packages: packages)
    _ = try await Subprocess.run(
      .path(FilePath(python)), arguments: Arguments([folder.appending(script).string] + arguments), input: .inputWriter,
      output: .sequence, error: .currentStandardError
    ) { execution in
      var lines = execution.standardOutput.strings().makeAsyncIterator()
      guard let line = try await lines.next(), let port = Int(line.filter(\.isNumber)) else {
        throw PythonEnvironmentError.failed(packages: packages, output: "\(script) printed no port")
      }
      try await body(port)
      try await execution.standardInputWriter.finish()
    }
  }
}
