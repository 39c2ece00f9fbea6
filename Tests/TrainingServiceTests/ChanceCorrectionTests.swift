import Datasets
import Glibc
import Policies
import Testing

@testable import TrainingService

@Suite("Corrected chances")
struct ChanceCorrectionTests {
  /// Scores whose true log-odds are `intercept + slope * score`.
  private func made(_ intercept: Double, _ slope: Double) -> (scores: [Float], labels: [Bool]) {
    var generator = SeededGenerator(seed: 3)
    var (scores, labels): ([Float], [Bool]) = ([], [])
    for _ in 0..<20_000 {
      let score = generator.unit() * 4 - 3
      scores.append(Float(score))
      labels.append(generator.unit() < 1 / (1 + exp(-(intercept + slope * score))))
    }
    return (scores, labels)
  }

  @Test("The line is found that the labels follow", arguments: [(0.0, 1.0), (-0.4, 0.8), (0.7, 1.3)])
  func found(_ intercept: Double, _ slope: Double) {
    let (scores, labels) = made(intercept, slope)
    let correction = ChanceCorrection(scores: scores, labels: labels)
    #expect(abs(correction.intercept - intercept) < 0.1 && abs(correction.slope - slope) < 0.08)
    let known = ChanceCorrection(scores: scores, labels: labels, slope: slope)
    #expect(abs(known.intercept - intercept) < 0.05 && known.slope == slope)
  }

  @Test("Too few clicks correct nothing, and labels against the scores no further than allowed") func bounds() {
    #expect(ChanceCorrection(scores: [1, 2, 3], labels: [true, false, true]) == ChanceCorrection())
    let (scores, labels) = made(0, -2)
    #expect(ChanceCorrection(scores: scores, labels: labels).slope == ChanceCorrection.slopes.lowerBound)
  }

  @Test("Clicks that became rarer lately are promised as rare as they are, in the same order") func newest() throws {
    let slates = MadeSlates(listeners: 200, strength: 2)
    let dataset = try slates.dataset()
    let model = try slates.model(weight: 1, chances: 1.6)
    let scores = RankingEvaluation.scores(model, dataset)
    let corrected = ChanceCorrection(scores: scores, labels: dataset.labels).applied(to: model)
    let after = RankingEvaluation.scores(corrected, dataset)
    let promised = after.reduce(0.0) { $0 + 1 / (1 + exp(-Double($1))) }
    #expect(abs(promised / Double(dataset.labels.count { $0 }) - 1) < 0.02)
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    #expect(zip(order, order.dropFirst()).allSatisfy { after[$0] <= after[$1] })
  }
}
