import Domain
import FoundationEssentials
import GateTrials
import Support
import Testing
import TrainingService

@Suite("The gate on a made world, in short")
struct GateTrialTests {
  @Test("Faults of every kind are refused for their reason, and an honest first model ships") func short() async throws
  {
    let data = try Data(contentsOf: URL(filePath: Program.path("compose/shelves.json")))
    var suite = TrialSuite(seed: 1, shelf: try #require(try Shelves(json: Array(data))["shortcuts"]))
    (suite.listeners, suite.weeks, suite.liveChoices) = (150, 3, [false])
    let trials = try await suite.run([.shuffledWithin, .labelInFeature, .tenth, .unreadable], honest: false)
    for trial in trials { #expect(trial.isRight && trial.isReasonRight, "\(trial.name): \(trial.message)") }
    #expect(trials.count == 4)
    let first = try await suite.first()
    #expect(first.isRight, "\(first.message)")
  }
}
