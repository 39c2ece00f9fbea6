import ArgumentParser
import Messages

/// `bandstand train`
struct TrainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "train",
    abstract: "Trains models from the log: checks the data, fits, evaluates, and ships what passes its gate.",
    discussion: "Exits with 1 when a step failed; a model that its gate refuses is no failure: it changes nothing.")

  @Argument(help: "The models, such as \"factorization\" or \"ranking.shortcuts\"; all when left out.")
  var models: [String] = []

  @Option(
    help:
      "The run's moment, such as 2024-05-01T12:00:00Z, or seconds or milliseconds since 1970; now when left out.",
    transform: MomentOption.milliseconds)
  var moment: Int64?

  @OptionGroup var peers: PeerOptions

  func run() async throws {
    let outcome = try await peers.withPeers { peers in
      try await TrainingRun(client: peers.training).run(models: models, momentMilliseconds: moment)
    }
    if outcome.failed { throw ExitCode.failure }
  }
}
