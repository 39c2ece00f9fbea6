import ArgumentParser
import Domain
import Features
import Simulation
import Wording

extension SimulateCommand {
  /// `bandstand simulate truth`
  struct TruthCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "truth", abstract: "Prints the true chance that a listener clicks an item at the end of the history."
    )

    @Argument(help: "The world's folder.")
    var folder: String

    @Argument(help: "The listener.")
    var listener: String

    @Argument(help: "The item, such as \"artist:7\".")
    var item: String

    @Option(help: "The shelf it is shown on.")
    var shelf = SimulatedShelf.shortcuts.rawValue

    @Option(help: "Its place on the shelf, from 0.")
    var position = 0

    func validate() throws {
      _ = try parts()
      guard (0..<100).contains(position) else { throw ValidationError("--position must be from 0 to 99") }
    }

    func run() async throws {
      let (listener, item) = try parts()
      let world = try WorldFiles(folder: folder).world()
      let profile = world.history().profiles[listener] ?? Profile()
      let chance = try world.clickProbability(
        of: item, listener: listener, shelf: shelf, position: position, at: world.options.end, profile: profile)
      print(Decimals.text(chance, digits: 6))
    }

    private func parts() throws -> (listener: ListenerIdentifier, item: ItemIdentifier) {
      guard let listener = ListenerIdentifier(listener) else {
        throw ValidationError("\"\(listener)\" is no listener")
      }
      guard let item = ItemIdentifier(item) else {
        throw ValidationError("\"\(item)\" is no item: write one such as \"artist:7\"")
      }
      return (listener, item)
    }
  }
}
