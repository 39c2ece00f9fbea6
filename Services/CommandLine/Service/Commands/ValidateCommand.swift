import ArgumentParser
import Features
import Messages

/// `bandstand validate`
struct ValidateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate", abstract: "Checks a dataset, or lists the newest alerts.",
    discussion: "Exits with 1 when the dataset breaks a rule.")

  @Argument(help: "The dataset's name, such as \"ranking.shortcuts\"; the newest alerts of all when left out.")
  var name: String = ""

  @Argument(help: "Where the dataset stands in the object store.")
  var key: String = ""

  @OptionGroup var peers: PeerOptions

  func validate() throws {
    if !name.isEmpty, key.isEmpty {
      throw ValidationError("give the dataset's key in the object store too, such as datasets/\(name)/7.dataset")
    }
  }

  func run() async throws {
    if name.isEmpty { return try await printAlerts() }
    let response = try await peers.withPeers { peers in
      try await peers.validation.checkDataset(Wire.CheckDatasetRequest(name: name, key: key))
    }
    print("\(name): \(response.rows) rows, \(response.passed ? "passed" : "refused")")
    for violation in response.violations { print(ViolationPrinter(violation: violation).text) }
    if !response.passed { throw ExitCode.failure }
  }

  private func printAlerts() async throws {
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
