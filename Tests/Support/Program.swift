import Subprocess
import SystemPackage

/// Another program, run to its end in the repository's folder.
public enum Program {
  /// How a program ended.
  public struct Ending: Sendable {
    /// Whether its exit status was 0; false too when it could not be started.
    public let isSuccess: Bool
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error, or why it could not be started.
    public let errors: String
  }

  /// The most that is kept of what a program writes, in bytes; a program that writes more fails.
  static let outputBytesMax = 16 << 20

  private static let root = PythonEnvironment.packageRoot.string

  /// A file of the repository by its path from the root.
  public static func path(_ relative: String) -> String {
    "\(root)/\(relative)"
  }

  /// Runs a program, found on the path unless it names a folder, and waits for its end.
  public static func run(_ name: String, _ arguments: [String] = []) async -> Ending {
    do {
      let result = try await Subprocess.run(
        name.contains("/") ? .path(FilePath(name)) : .name(name), arguments: Arguments(arguments),
        workingDirectory: PythonEnvironment.packageRoot, output: .string(limit: outputBytesMax),
        error: .string(limit: outputBytesMax))
      return Ending(
        isSuccess: result.terminationStatus.isSuccess, output: result.standardOutput, errors: result.standardError)
    } catch {
      return Ending(isSuccess: false, output: "", errors: "\(error)")
    }
  }

  /// Runs a program that must end well and returns its output.
  ///
  /// - Throws: ``Failure`` with the end of what it wrote.
  @discardableResult
  public static func check(_ name: String, _ arguments: [String] = []) async throws -> String {
    let ending = await run(name, arguments)
    guard ending.isSuccess else {
      throw Failure(command: ([name] + arguments).joined(separator: " "), ending: ending)
    }
    return ending.output
  }

  /// A program that ended badly.
  public struct Failure: Error, CustomStringConvertible {
    let command: String
    let ending: Ending

    /// The command and the end of what it wrote.
    public var description: String {
      "\(command) failed:\n\(ending.output.suffix(2_000))\n\(ending.errors.suffix(4_000))"
    }
  }
}
