import FoundationEssentials
import Subprocess
import Support
import SystemPackage

/// The command line, run as a person would run it: from the repository's folder.
enum Bandstand {
  /// How a command ended.
  struct Ending: Sendable, CustomStringConvertible {
    /// The exit status; minus the signal's number when one ended it.
    let status: Int
    let output: String
    let errors: String

    var isSuccess: Bool { status == 0 }
    /// Lines that tell of something a page had to do without.
    var missed: [String] { output.split(separator: "\n").map(String.init).filter { $0.hasPrefix("  ! ") } }
    var description: String { "status \(status)\n\(output)\n\(errors)" }
  }

  /// The repository's folder.
  static let folder = URL(filePath: Program.path("Package.swift")).deletingLastPathComponent().path

  /// Runs a command to its end.
  static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Ending {
    let result = try await Subprocess.run(
      .path(FilePath(BuiltProgram.path("bandstand"))), arguments: Arguments(arguments),
      environment: .updated(by: environment), workingDirectory: FilePath(folder), output: .string(limit: 8 << 20),
      error: .string(limit: 1 << 20))
    return Ending(
      status: result.terminationStatus.number, output: result.standardOutput, errors: result.standardError)
  }
}
