public import ArgumentParser
import Hosting

/// The `bandstand` command.
public struct Bandstand: AsyncParsableCommand {
  /// What it is called, and what it can do.
  public static let configuration = CommandConfiguration(
    commandName: "bandstand",
    abstract: "Runs, feeds, trains and questions Bandstand, the backend behind a Home page.",
    discussion: """
      Start with `bandstand run`: every service on this machine, a made world of listeners, trained models, and their \
      Home pages.

      Exit statuses: 64 for a wrong command line, 74 for output that could not be written, 141 when its reader went \
      away, 1 for everything else that went wrong.
      """,
    version: "bandstand \(BandstandVersion.current)",
    subcommands: [
      RunCommand.self, PageCommand.self, SimulateCommand.self, ImportCommand.self, TrainCommand.self,
      ModelsCommand.self, ForgetCommand.self, CompactCommand.self, ValidateCommand.self, EvaluateCommand.self,
      FeaturesCommand.self, ReplayCommand.self,
    ])

  /// The command as read from the command line.
  public init() {}
}
