import ArgumentParser
import Hosting
import Telemetry

extension Bandstand {
  /// Reads the command line, runs the command, and ends the process.
  ///
  /// Exit statuses: 0 for work done and told; 64 for a wrong command line; 74 for output that could not be written, with a
  /// line on standard error; 141 when the output's reader went away, as after `| head -1`; 128 and the signal's number for
  /// a run that a signal ended; otherwise 1, or what the command's help says.
  public static func lifetime() -> Never {
    ProgramLife.run {
      let status = await status(of: Array(CommandLine.arguments.dropFirst()))
      let output = StandardOutput.shared.ending
      if let complaint = output.complaint { complain("Error: \(complaint)") }
      // A command that failed has said why: that counts for more than an output without a reader.
      return status == 0 ? output.status : status
    }
  }

  private static func status(of arguments: [String]) async -> Int32 {
    do {
      try OpenFileLimit.raise(least: OpenFileLimit.least)
      var command = try parseAsRoot(arguments)
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
      return 0
    } catch {
      let status = exitCode(for: error).rawValue
      let message = fullMessage(for: error)
      if message.isEmpty { return status }
      if status == 0 { print(message) } else { complain(message) }
      return status
    }
  }

  private static func complain(_ message: String) {
    StandardError.shared.write(Array("\(message)\n".utf8))
  }
}
