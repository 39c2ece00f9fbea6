import Datasets
import Domain
import Features
import Models
import Policies
import Statistics
import Storage
import Support
import Testing

@testable import TrainingService

@Suite("Gates")
struct GateTests {
  private let gate: RankingGate

  init() throws {
    let shelf = try MadeLog.shelf(areaMin: 0.55, gainMin: 0, impressionsMin: 100)
    gate = RankingGate(threshold: try #require(shelf.gate), limits: RankingGateLimits())
  }

  /// A judgement of these listeners, whose clicks follow a feature as far as `strength` says.
  private func evaluation(
    listeners: Int = 120, strength: Double = 3, live: Double? = nil, chances: Double = 1
  ) throws -> RankingEvaluation {
    let slates = MadeSlates(listeners: listeners, strength: strength)
    let heldOut = try slates.dataset()
    let version = ModelVersion(model: "ranking.artists", version: 3)
    let model = try slates.model(weight: 1, chances: chances)
    let evaluation = try RankingEvaluation(
      of: model, corrected: ChanceCorrection(), live: live.map { (version, try slates.model(weight: Float($0))) },
      on: heldOut)
    return try #require(evaluation)
  }

  private func refusal(_ evaluation: RankingEvaluation, impressions: Int = 1000) -> String {
    do {
      _ = try gate.decide(evaluation, impressions: impressions)
      return "passed"
    } catch let refusal as Refusal {
      #expect(refusal.figures.contains { $0.name == "detectable gain" })
      return refusal.message
    } catch {
      return "\(error)"
    }
  }

  @Test("A model with skill passes, and says what its slates could have shown") func passes() throws {
    let message = try gate.decide(try evaluation(), impressions: 100)
    #expect(message.contains("nothing was live") && message.contains("show in 8 of 10 tries"))
    let better = try gate.decide(try evaluation(live: -1), impressions: 100)
    #expect(better.contains("beats ranking.artists@3"))
  }

  @Test("Each reason against a model is said first where it is the reason") func reasons() throws {
    #expect(try refusal(evaluation(strength: 0)).hasPrefix("no skill: auc within slates is "))
    #expect(try refusal(evaluation(), impressions: 99).hasPrefix("99 impressions are fewer than the 100"))
    #expect(try refusal(evaluation(listeners: 8)).hasPrefix("32 held-out slates with a click are fewer than 50"))
    var limits = RankingGateLimits()
    limits.detectableGainMax = 0.001
    let strict = RankingGate(threshold: gate.threshold, limits: limits)
    let powerless = try evaluation()
    let refused = #expect(throws: Refusal.self) { try strict.decide(powerless, impressions: 1000) }
    #expect(refused?.message.hasPrefix("too little power: ") == true)
    #expect(try refusal(evaluation(live: 1)).contains("is not surely above"))
    #expect(try refusal(evaluation(chances: 2)).contains("clicks for each that came, surely between"))
    #expect(try refusal(evaluation(chances: 0.5)).contains("clicks for each that came, surely between"))
    var leaking = try evaluation(listeners: 8)
    leaking.leaks = [Leak(features: ["pair.plays"], reason: "knows", measured: 1, limit: 0.5)]
    #expect(refusal(leaking).hasPrefix("leak: pair.plays: knows; 32 held-out slates"))
  }

  @Test("The same slates give the same figures, bit by bit") func reproducible() throws {
    #expect(try evaluation().figures == evaluation().figures)
  }

  @Test("A figure over all rows that tells only who clicks much is no skill") func acrossSlates() throws {
    // The score of a card is how much its listener clicks: all rows together it tells, within a slate nothing.
    let slates = MadeSlates(listeners: 120, strength: 0, readiness: 3)
    let dataset = try slates.dataset()
    let scores = (0..<dataset.rowCount).map { dataset.value(row: $0, feature: 2) ?? 0 }
    let overall = try #require(RankingMetrics.areaUnderCurve(scores: scores, labels: dataset.labels))
    #expect(overall > 0.6)
    let quality = try #require(RankingQuality(ofScores: scores, on: dataset))
    #expect(quality.areaUnderCurve == 0.5)
  }

  @Test("Popularity is the stronger of its orders") func baseline() throws {
    let evaluation = try evaluation()
    #expect(evaluation.popularityFeature == "pair.segmentPopularity")
  }
}
