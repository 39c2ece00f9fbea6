public import Foundation

/// Another program, run to its end.
public enum Program {
  /// How a program ended.
  public struct Ending: Sendable {
    /// Its exit status; 127 when it could not be started.
    public let status: Int32
    /// What it wrote to standard output.
    public let output: String
    /// What it wrote to standard error.
    public let errors: String
  }

  /// The repository's folder.
  public static let repository = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Runs a program, found on the path unless it names a folder, and waits for its end.
  ///
  /// - Parameter environment: Added to this process's own.
  public static func run(
    _ name: String, _ arguments: [String] = [], in folder: URL = repository, environment: [String: String] = [:]
  ) -> Ending {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // A file, not a second pipe: nobody has to read both at once.
    let errors = FileManager.default.temporaryDirectory.appending(path: "errors-\(UUID())")
    defer { try? FileManager.default.removeItem(at: errors) }
    _ = FileManager.default.createFile(atPath: errors.path, contents: nil)
    process.standardOutput = output
    process.standardError = FileHandle(forWritingAtPath: errors.path)
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch { return Ending(status: 127, output: "", errors: "\(error)") }
    let written = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ending(
      status: process.terminationStatus, output: String(decoding: written, as: UTF8.self),
      errors: (try? Data(contentsOf: errors)).map { String(decoding: $0, as: UTF8.self) } ?? "")
  }

  /// Runs a program that must end well and returns its output.
  ///
  /// - Throws: ``Failure`` with what it wrote.
  @discardableResult
  public static func check(
    _ name: String, _ arguments: [String] = [], in folder: URL = repository, environment: [String: String] = [:]
  ) throws -> String {
    let ending = run(name, arguments, in: folder, environment: environment)
    guard ending.status == 0 else {
      throw Failure(command: ([name] + arguments).joined(separator: " "), ending: ending)
    }
    return ending.output
  }

  /// A program that ended badly.
  public struct Failure: Error, CustomStringConvertible {
    let command: String
    let ending: Ending

    /// The command, its status and the end of what it wrote.
    public var description: String {
      "\(command) ended with \(ending.status):\n\(ending.output.suffix(2_000))\n\(ending.errors.suffix(4_000))"
    }
  }
}
