import Features
import Policies
import Statistics
import Testing

@testable import Models

@Suite("Candidate evaluation")
struct CandidateEvaluationTests {
  @Test(
    "A listener's pairs are divided as RecBole divides them",
    arguments: [
      (1, 1, 0, 0), (2, 1, 0, 1), (3, 1, 1, 1), (9, 7, 1, 1), (10, 8, 1, 1), (19, 17, 1, 1), (50, 40, 5, 5),
    ])
  func sizes(count: Int, training: Int, validation: Int, test: Int) {
    #expect(InteractionSplit.sizes(of: count) == (training, validation, test))
  }

  /// Two tastes of 30 artists each, of which each listener plays half.
  private func interactions() throws -> Interactions {
    var generator = SeededGenerator(seed: 77)
    var plays: [PlayCount] = []
    for listener in 0..<60 as Range<UInt32> {
      for number in 0..<30 as Range<UInt64> where generator.unit() < 0.5 {
        let item = ItemIdentifier(.artist, number + (listener.isMultiple(of: 2) ? 0 : 30))
        plays.append(PlayCount(listener: listener, item: item, plays: 1))
      }
    }
    return try Interactions(plays)
  }

  @Test("The parts are disjoint and together everything, and the seed decides them")
  func parts() throws {
    let all = try interactions()
    let split = InteractionSplit(all, seed: 4)
    for row in 0..<all.plays.rowCount {
      let training = split.training.plays.range(ofRow: row).map { Int(split.training.plays.columns[$0]) }
      let parts = training + split.validation[row] + split.test[row]
      #expect(parts.sorted() == all.plays.range(ofRow: row).map { Int(all.plays.columns[$0]) })
    }
    #expect(InteractionSplit(all, seed: 4).test == split.test)
    #expect(InteractionSplit(all, seed: 5).test != split.test)
  }

  @Test("Where tastes differ, factorization finds more than popularity")
  func beatsPopularity() throws {
    var settings = FactorizationSettings()
    settings.factorCount = 4
    settings.sweepCount = 4
    let evaluation = try CandidateEvaluation(try interactions(), seed: 1, settings: settings)
    #expect(evaluation.listenerCount == 60)
    #expect(evaluation.recallGain.lower > 0)
    #expect(evaluation.factorization.recallAt10 > evaluation.popularity.recallAt10)
    #expect(evaluation.factorization.ndcgAt10 > evaluation.popularity.ndcgAt10)
  }
}
