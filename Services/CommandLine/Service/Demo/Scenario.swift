import Features
import Messages

/// A way to fill the services and show what they make of it.
protocol Scenario: Sendable {
  /// A listener whose page is worth a look.
  var exampleListener: String { get }
  /// The moment the scenario ends at; nil for now.
  var moment: Moment? { get }

  /// What must stand before the services start, such as the catalog.
  func prepare() async throws

  /// Fills, trains, and prints pages.
  func run(_ peers: Peers) async throws
}

extension Scenario {
  /// Trains the models up to a moment, all of them when none is named, and prints the steps.
  ///
  /// - Throws: ``ScenarioError/trainingFailed`` when a step failed. A model that its gate refuses is no failure.
  func train(_ models: [String], at moment: Moment, with peers: Peers) async throws {
    let outcome = try await TrainingRun(client: peers.training)
      .run(models: models, momentMilliseconds: moment.milliseconds)
    if outcome.failed { throw ScenarioError.trainingFailed }
  }
}

/// Why a scenario cannot go on.
enum ScenarioError: Error, CustomStringConvertible {
  /// A step of a training run failed.
  case trainingFailed

  /// What was wrong and what to do.
  var description: String {
    switch self {
    case .trainingFailed: "training failed: the step above that says \"failed\" says why"
    }
  }
}
