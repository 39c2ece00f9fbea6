import ArgumentParser
import Features
import Messages
import Wording

/// `bandstand validate`
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract:
      "Lists alerts, what was kept aside and what was replayed, checks a dataset, or accepts one that differs for a reason.",
    subcommands: [
      AlertsCommand.self, QuarantineCommand.self, ReplayCommand.self, CheckCommand.self, AcceptCommand.self,
    ],
    defaultSubcommand: AlertsCommand.self)

  /// Which dataset is meant.
  struct DatasetArguments: ParsableArguments {
    @Argument(help: "The dataset's name, such as \"ranking.shortcuts\".")
    var name: String

    @Argument(help: "Where it stands in the object store, such as \"datasets/ranking.shortcuts/0000000002.dataset\".")
    var key: String
  }

  /// `bandstand validate alerts`
  struct AlertsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "alerts", abstract: "Lists the newest alerts.")

    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let response = try await peers.withPeers { peers in
        try await peers.validation.listAlerts(Wire.ListAlertsRequest())
      }
      if response.alerts.isEmpty { print("no alerts") }
      for alert in response.alerts {
        print("\(MomentText.of(Moment(milliseconds: alert.momentMilliseconds)))  \(alert.name)  \(alert.key)")
        if let violation = alert.violation { print(ViolationPrinter(violation: violation).text) }
      }
    }
  }

  /// `bandstand validate check`
  struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "check", abstract: "Checks a dataset against the last good one of its name.",
      discussion: "Exits with 1 when the dataset breaks a rule.")

    @OptionGroup var dataset: DatasetArguments
    @OptionGroup var peers: PeerOptions

    func run() async throws {
      let response = try await peers.withPeers { peers in
        try await peers.validation.checkDataset(Wire.CheckDatasetRequest(name: dataset.name, key: dataset.key))
      }
      print("\(dataset.name): \(response.rows) rows, \(response.passed ? "passed" : "refused")")
      for violation in response.violations { print(ViolationPrinter(violation: violation).text) }
      if !response.passed { throw ExitCode.failure }
    }
  }

  /// `bandstand validate accept`
  struct AcceptCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "accept", abstract: "Makes a dataset the last good one of its name: the next is compared with it.",
      discussion: "For data that changed for a known reason. Train again afterwards.")

    @OptionGroup var dataset: DatasetArguments
    @OptionGroup var peers: PeerOptions

    func run() async throws {
      _ = try await peers.withPeers { peers in
        try await peers.validation.acceptDataset(Wire.AcceptDatasetRequest(name: dataset.name, key: dataset.key))
      }
      print("\(dataset.key) is the last good dataset of \(dataset.name)")
    }
  }
}
