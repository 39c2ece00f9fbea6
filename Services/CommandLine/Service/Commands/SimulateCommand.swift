import ArgumentParser
import Simulation
import Wording

/// `bandstand simulate`
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "Makes a world from a seed, or asks one for the truth about a click.",
    subcommands: [WorldCommand.self, TruthCommand.self], defaultSubcommand: WorldCommand.self)

  /// `bandstand simulate world`
  struct WorldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "world",
      abstract: "Writes a catalog, listening events and impressions into a folder; the same seed gives the same bytes.")

    @Argument(help: "The folder to write into; it is made when missing.")
    var folder: String

    @OptionGroup var world: WorldArguments

    func validate() throws { try world.options.check() }

    func run() async throws {
      let world = try World(options: world.options)
      let line = ProgressLine("simulate")
      let history = world.history { line.update("day \($0.day) of \($0.days), \($0.events) events") }
      let summary = try WorldFiles(folder: folder).write(world, history)
      line.end(
        "\(Decimals.grouped(summary.items)) items, \(Decimals.grouped(summary.events)) events, "
          + "\(Decimals.grouped(summary.pages)) pages, \(Decimals.grouped(summary.bytes / 1024)) KiB in \(folder)")
    }
  }
}

/// The size of a made world.
struct WorldArguments: ParsableArguments {
  @Option(
    help: """
      Decides the world, and in a run the masking key too: the people are made up, so that nobody is to be hidden. What \
      services leave to chance, such as where they explore, is chance still.
      """)
  var seed: UInt64 = WorldOptions().seed

  @Option(help: "How many listeners.")
  var listeners: Int = WorldOptions().listeners

  @Option(help: "How many weeks of history.")
  var weeks: Int = WorldOptions().weeks

  /// The world's options.
  var options: WorldOptions {
    var options = WorldOptions()
    options.seed = seed
    options.listeners = listeners
    options.weeks = weeks
    return options
  }
}
