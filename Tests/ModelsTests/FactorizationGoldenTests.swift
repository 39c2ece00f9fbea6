import Features
import Testing

@testable import Models

@Suite("Factorization against NumPy")
struct FactorizationGoldenTests {
  @Test("Losses and scores agree with a dense solution in NumPy")
  func agreesWithNumPy() throws {
    let golden = try FactorizationGolden.read()
    var losses: [Double] = []
    let model = try Factorization.fit(try Interactions(golden.plays), settings: golden.settings) {
      losses.append($0.loss)
    }
    #expect(losses.count == golden.losses.count)
    for (loss, expected) in zip(losses, golden.losses) {
      #expect(abs(loss - expected) < 1e-9 * expected)
    }
    for (listener, row) in golden.scores.enumerated() {
      let heard = golden.plays.filter { $0.listener == listener }.map { (item: $0.item, plays: $0.plays) }
      let factors = try #require(model.foldIn(heard))
      let top = model.top(100, kinds: [.artist], for: factors)
      #expect(top.count == row.count)
      for scored in top {
        #expect(abs(Double(scored.score) - row[Int(scored.item.number)]) < 2e-6)
      }
    }
  }

  @Test("Every sweep lowers the loss")
  func lossFalls() throws {
    let golden = try FactorizationGolden.read()
    var settings = golden.settings
    settings.sweepCount = 40
    var last = Double.infinity
    _ = try Factorization.fit(try Interactions(golden.plays), settings: settings) { progress in
      #expect(progress.loss <= last * (1 + 1e-12))
      last = progress.loss
    }
    #expect(last < golden.losses[0])
  }

  @Test("Folding in gives the very row that training solves")
  func foldInIsTrainedRow() throws {
    let golden = try FactorizationGolden.read()
    let interactions = try Interactions(golden.plays)
    let model = try Factorization.fit(interactions, settings: golden.settings)
    var matrix = FactorMatrix(rowCount: model.items.count, factorCount: model.settings.factorCount)
    matrix.values = model.factors.map { Double($0) }
    let spectrum = try matrix.diagonalize()
    let weights = PairWeights(settings: model.settings)
    let trained = try Factorization.solve(interactions.plays, against: matrix, spectrum: spectrum, weights: weights)
    for listener in interactions.listeners.indices {
      let heard = golden.plays.filter { $0.listener == listener }.map { (item: $0.item, plays: $0.plays) }
      let folded = try #require(model.foldIn(heard.reversed()))
      let row = trained.values[listener * 3..<listener * 3 + 3]
      for item in model.items.indices {
        let trainedScore = zip(row, matrix.values[item * 3..<item * 3 + 3]).reduce(0) { $0 + $1.0 * $1.1 }
        let foldedScore = zip(folded.values, model.factors[item * 3..<item * 3 + 3]).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(trainedScore - Double(foldedScore)) < 1e-6)
      }
    }
  }
}
