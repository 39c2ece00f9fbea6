import Foundation

/// Another program, run to its end.
enum Program {
  struct Ending {
    let status: Int32
    let output: String
  }

  /// Runs a program found on the path; its standard error comes with its output. Status 127 when it is not there.
  static func run(_ name: String, _ arguments: [String], in folder: URL) -> Ending {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [name] + arguments
    process.currentDirectoryURL = folder
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return Ending(status: 127, output: "\(error)") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Ending(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
  }

  /// Whether the program is there and answers.
  static func exists(_ name: String, _ arguments: [String]) -> Bool {
    run(name, arguments, in: Repository.root).status == 0
  }
}
