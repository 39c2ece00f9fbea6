import Subprocess
public import SystemPackage

/// A Python with packages from PyPI, made once under `.build` and kept for later runs.
public enum PythonEnvironment {
  /// The path of a Python that has `packages`, given as pip names them, best with a version.
  ///
  /// Two test processes may ask at once: one makes the environment, under a lock that its end releases however it ends,
  /// and the other waits. An environment that was not finished is made anew. Each step is printed.
  ///
  /// - Throws: `PythonEnvironmentError` when `python3` or a package cannot be had.
  public static func shared(packages: [String]) async throws -> String {
    let name = packages.sorted().map { $0.filter { $0.isLetter || $0.isNumber || $0 == "." } }.joined(separator: "-")
    let root = packageRoot.appending(".build").appending("python-environments")
    let folder = root.appending(name)
    let result = try await run(
      .name("sh"), arguments: Arguments(["-c", script, "python-environment", folder.string] + packages),
      output: .string(limit: 1 << 20), error: .combinedWithOutput)
    let output = result.standardOutput
    if !output.isEmpty { print(output) }
    guard result.terminationStatus.isSuccess else {
      throw PythonEnvironmentError.failed(packages: packages, output: output)
    }
    return folder.appending("bin").appending("python").string
  }

  /// The folder of Package.swift.
  public static var packageRoot: FilePath {
    var path = FilePath(#filePath)
    for _ in 0..<3 { path.removeLastComponent() }
    return path
  }

  /// Makes the environment in `$1` with the packages in the rest. `flock` gives its lock back when the shell ends.
  private static let script = """
    set -eu
    folder=$1; shift
    mkdir -p "$(dirname "$folder")"
    exec 9>"$folder.lock"
    flock 9
    if [ -e "$folder/finished" ]; then exit 0; fi
    echo "python environment: making $folder with $*"
    rm -rf "$folder"
    python3 -m venv "$folder"
    "$folder/bin/python" -m pip install --quiet --disable-pip-version-check "$@"
    touch "$folder/finished"
    echo "python environment: ready"
    """
}

/// Why there is no Python to test with.
public enum PythonEnvironmentError: Error, CustomStringConvertible {
  /// A step failed; the output says which and why.
  case failed(packages: [String], output: String)

  /// What failed, and what to do.
  public var description: String {
    switch self {
    case .failed(let packages, let output):
      """
      no Python environment with \(packages.joined(separator: ", ")): \(output)
      It needs python3 with venv (Debian: apt-get install python3-venv) and a PyPI that can be reached.
      """
    }
  }
}
