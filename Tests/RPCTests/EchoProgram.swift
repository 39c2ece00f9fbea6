import FoundationEssentials
import Glibc
import Support
import Testing

/// Our server of the benchmark, as a process of its own.
struct EchoProgram: Sendable {
  let port: Int
  private let program: RunningProgram
  private let folder: TemporaryFolder

  /// Starts it with two event loops; returns when it listens.
  ///
  /// - Parameter isChecked: Whether valgrind watches its memory.
  static func started(_ certificate: IssuedCertificate? = nil, isChecked: Bool = false) async throws -> EchoProgram {
    let folder = try TemporaryFolder()
    var command = [BuiltProgram.path("rpc-echo"), "0", "2"]
    if let certificate { command += [certificate.certificate, certificate.privateKey] }
    if isChecked { command = try await Valgrind.command(command, in: folder) }
    let log = folder.path("log")
    let program = try await RunningProgram.start(command[0], Array(command.dropFirst()), log: log)
    var port: Int?
    try await eventually("the server listens") {
      if program.hasEnded { throw EndedEarly(output: Self.text(of: log)) }
      port = Self.port(in: Self.text(of: log))
      return port != nil
    }
    return EchoProgram(port: try #require(port), program: program, folder: folder)
  }

  /// The most memory that it has had, in bytes.
  var peakBytes: Int {
    get throws { try #require(ProcessMemory.peakBytes(of: program.identifier)) }
  }

  /// Drains it; returns its exit status and all that it has written.
  func end() async throws -> (status: Int, output: String) {
    let status = try await program.end(by: SIGTERM)
    return (status, Self.text(of: folder.path("log")))
  }

  private static func text(of log: String) -> String {
    String(decoding: FileManager.default.contents(atPath: log) ?? Data(), as: UTF8.self)
  }

  private static func port(in text: String) -> Int? {
    let line = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .first { $0.hasPrefix("listening on ") }
    return line?.split(separator: ":").last.flatMap { Int($0) }
  }

  /// It ended before it listened.
  struct EndedEarly: Error {
    let output: String
  }
}

/// Debian's `valgrind`.
enum Valgrind {
  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/valgrind")
  /// The exit status of a program that has lost memory, or touched what was not its own.
  static let badStatus = 99

  /// The command that runs a program so. Its debugging information, which valgrind does not understand, is left out.
  static func command(_ command: [String], in folder: TemporaryFolder) async throws -> [String] {
    let stripped = folder.path("stripped")
    try await Program.check("strip", ["-g", command[0], "-o", stripped])
    return [
      "/usr/bin/valgrind", "--leak-check=full", "--errors-for-leak-kinds=definite", "--show-possibly-lost=no",
      "--undef-value-errors=no", "--error-exitcode=\(badStatus)", stripped,
    ] + command.dropFirst()
  }
}
