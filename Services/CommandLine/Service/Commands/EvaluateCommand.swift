import ArgumentParser
import Features
import FoundationEssentials
import Intake
import Models
import Simulation

/// `bandstand evaluate`
struct EvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate", abstract: "Measures how good candidates and rankings are.",
    subcommands: [CandidatesCommand.self, RankingCommand.self])

  /// `bandstand evaluate ranking`
  struct RankingCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "ranking",
      abstract: "Judges the live rankers against the popularity order by a made world's known truth.",
      discussion: "Needs the services of `bandstand run`, filled with that world.")

    @Option(help: "The made world's folder.")
    var world = ".bandstand/run/world"

    @Option(help: "How many days after the world's history to judge.")
    var day = 5

    @OptionGroup var peers: PeerOptions

    func validate() throws {
      guard (0...365).contains(day) else { throw ValidationError("--day must be from 0 to 365") }
    }

    func run() async throws {
      let world = try WorldFiles(folder: world).world()
      let from = world.options.end.adding(seconds: Int64(day) * 86_400)
      let visits = world.visits(days: day + 1).filter { $0.moment >= from }
      let outcome = try await peers.withPeers { peers in
        try await RankingComparison(peers: peers, world: world).compare(visits)
      }
      print(outcome.text)
    }
  }
}
