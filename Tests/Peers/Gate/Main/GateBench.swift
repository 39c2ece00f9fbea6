import ArgumentParser
import Domain
import FoundationEssentials
import GateTrials

/// `make bench-gate`: what must be refused and what must ship, seed by seed.
@main
struct GateBench: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate-bench", abstract: "Tries faulty and honest trainings on made worlds; prints a table.")

  @Option(help: "How many seeds.")
  var seeds = 20

  @Option(help: "The first seed.")
  var first = 1

  @Option(help: "The shelves, taken in turn.")
  var shelf: [String] = ["shortcuts", "shows"]

  @Option(help: "The file of shelves.")
  var shelves = "compose/shelves.json"

  @Option(help: "Where the figures go, a line a trial.")
  var jsonFile = ".build/bench/gate.json"

  func run() async throws {
    let definitions = try Shelves(json: Array(Data(contentsOf: URL(filePath: shelves))))
    var trials: [TrialSuite.Trial] = []
    for seed in first..<first + seeds {
      guard let definition = definitions[shelf[seed % shelf.count]] else {
        throw ValidationError("there is no shelf called \(shelf[seed % shelf.count])")
      }
      let made = try await TrialSuite(seed: seed, shelf: definition).run()
      for trial in made where !trial.isRight || !trial.isReasonRight {
        print(
          "seed \(seed) \(trial.shelf) \(trial.name) \(trial.wasLive ? "live" : "fresh"): \(trial.message.prefix(400))")
      }
      trials += made
      try Data(trials.map(Self.line).joined(separator: "\n").utf8).write(to: URL(filePath: jsonFile))
    }
    print(Self.table(trials))
  }

  private static func line(_ trial: TrialSuite.Trial) -> String {
    let record = Line(
      trial: trial.name, seed: trial.seed, shelf: trial.shelf, live: trial.wasLive, right: trial.isRight,
      reasonRight: trial.isReasonRight, message: trial.message, figures: trial.figures)
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return (try? String(decoding: encoder.encode(record), as: UTF8.self)) ?? ""
  }

  private struct Line: Codable {
    var trial: String
    var seed: Int
    var shelf: String
    var live: Bool
    var right: Bool
    var reasonRight: Bool
    var message: String
    var figures: [String: Double]
  }

  private static func table(_ trials: [TrialSuite.Trial]) -> String {
    var lines = ["trial                                live   right  first reason right"]
    var seen: [String] = []
    for trial in trials where !seen.contains("\(trial.name)/\(trial.wasLive)") {
      seen.append("\(trial.name)/\(trial.wasLive)")
      let same = trials.filter { $0.name == trial.name && $0.wasLive == trial.wasLive }
      let name = trial.name + String(repeating: " ", count: max(1, 37 - trial.name.count))
      let right = "\(same.count { $0.isRight }) of \(same.count)"
      lines.append("\(name)\(trial.wasLive ? "yes" : "no ")    \(right)   \(same.count { $0.isReasonRight })")
    }
    return lines.joined(separator: "\n")
  }
}
