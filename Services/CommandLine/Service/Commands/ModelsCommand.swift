import ArgumentParser
import Features
import Messages
import Wording

/// `bandstand models`
struct ModelsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "models", abstract: "Lists the models, rolls one back, holds one, and lets go.",
    subcommands: [ListCommand.self, RollBackCommand.self, HoldCommand.self, ReleaseCommand.self],
    defaultSubcommand: ListCommand.self)

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
          record.model?.model ?? "", "\(record.model?.version ?? 0)",
          record.live ? "live" : record.withdrawn ? "withdrawn" : "",
          MomentText.of(Moment(milliseconds: record.createdMilliseconds)), "\(record.run)",
          record.figures.map { "\($0.name) \(Decimals.figure($0.value))" }.joined(separator: ", "),
        ])
      }
      print(table.text)
      for hold in response.holds { print(Self.text(of: hold)) }
    }

    static func text(of hold: Wire.ModelHold) -> String {
      let end = hold.endMilliseconds.map { "until \(MomentText.of(Moment(milliseconds: $0))) UTC" }
      return
        "\(hold.model) is held \(end ?? "until somebody lets go (bandstand models release \(hold.model))"): \(hold.reason)"
    }
  }

  /// `bandstand models roll-back`
  struct RollBackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "roll-back", abstract: "Makes the version that was live before live again, and holds the model.")

    @Argument(help: "The model, such as \"ranking.shortcuts\".")
    var model: String

    @Option(help: "How many seconds the model is held; until somebody lets go when this is left out.")
    var holdSeconds: UInt32?

    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let response = try await peers.withPeers { peers in
        try await peers.training.rollBack(Wire.RollBackRequest(model: model, holdSeconds: holdSeconds))
      }
      print("\(model)@\(response.live?.model?.version ?? 0) is live")
      let end = holdSeconds.map { "for \($0) seconds" } ?? "until \"bandstand models release \(model)\" lets go"
      print("\(model) is held: no run makes another version live \(end)")
    }
  }

  /// `bandstand models hold`
  struct HoldCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "hold", abstract: "Holds a model: what is live stays live, whatever runs make.")

    @Argument(help: "The model, such as \"ranking.shortcuts\".")
    var model: String

    @Option(help: "How many seconds; until somebody lets go when this is left out.")
    var seconds: UInt32?

    @Option(help: "Why, for whoever finds it held.")
    var reason = "held by hand"

    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let response = try await peers.withPeers { peers in
        try await peers.training.holdModel(
          Wire.HoldModelRequest(model: model, holdSeconds: seconds, reason: reason))
      }
      print(response.hold.map(ListCommand.text(of:)) ?? "\(model) is held")
    }
  }

  /// `bandstand models release`
  struct ReleaseCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "release", abstract: "Lets go of a model that is held: the next run may make a version live.")

    @Argument(help: "The model, such as \"ranking.shortcuts\".")
    var model: String

    @OptionGroup var peers: PeerOptions

    func run() async throws {
      _ = try await peers.withPeers { peers in
        try await peers.training.releaseModel(Wire.ReleaseModelRequest(model: model))
      }
      print("\(model) is held no more")
    }
  }
}
