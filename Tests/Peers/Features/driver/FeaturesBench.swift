import ArgumentParser

/// Our side of the comparison with other feature computations: `make bench-features` runs it.
@main
struct FeaturesBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "features-bench", abstract: "Computes one listener's page again and again, and reads profiles.",
    subcommands: [PageCommand.self, RowsCommand.self, ProfilesCommand.self])
}
