import ArgumentParser

/// Measures home under load: `make bench-home` runs it.
@main
struct HomeBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "home-bench", abstract: "Measures pages and events of a running home.",
    subcommands: [PagesCommand.self, EventsCommand.self])
}

/// What every measurement is told.
struct BenchOptions: ParsableArguments {
  @Option(help: "The folder of the services' programs.")
  var programs = ".build/release"

  @Option(help: "The file that figures are added to, a line a row.")
  var json = ".build/bench/home.json"
}
