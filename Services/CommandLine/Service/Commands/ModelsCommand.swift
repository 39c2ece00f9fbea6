import ArgumentParser
import Features
import Messages
import Wording

/// `bandstand models`
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "Lists the models, and rolls one back.",
    subcommands: [ListCommand.self, RollBackCommand.self], defaultSubcommand: ListCommand.self)

  /// `bandstand models list`
  struct ListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "list", abstract: "Lists every version of every model, newest first.")

    @Argument(help: "Only this model.")
    var model: String = ""

    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let response = try await peers.withPeers { peers in
        try await peers.training.listModels(Wire.ListModelsRequest(model: model))
      }
      if response.models.isEmpty { return print(model.isEmpty ? "no models" : "no version of \(model)") }
      var table = TextTable(["model", "version", "live", "made", "run", "figures"])
      for record in response.models {
        table.append([
          record.model?.model ?? "", "\(record.model?.version ?? 0)", record.live ? "live" : "",
          MomentText.of(Moment(milliseconds: record.createdMilliseconds)), "\(record.run)",
          record.figures.map { "\($0.name) \(Decimals.figure($0.value))" }.joined(separator: ", "),
        ])
      }
      print(table.text)
    }
  }

  /// `bandstand models roll-back`
  struct RollBackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "roll-back", abstract: "Makes the version that was live before live again.")

    @Argument(help: "The model, such as \"ranking.shortcuts\".")
    var model: String

    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let response = try await peers.withPeers { peers in
        try await peers.training.rollBack(Wire.RollBackRequest(model: model))
      }
      print("\(model)@\(response.live?.model?.version ?? 0) is live")
    }
  }
}
