/// The objective that a fit lowers.
struct FactorizationLoss {
  let plays: SparseMatrix
  let weights: PairWeights

  /// The objective for listeners in the basis where their Gram matrix is diagonal, and items in the same basis.
  func value(listeners: FactorMatrix, items: FactorMatrix, listenerSpectrum: [Double]) -> Double {
    let factorCount = listeners.factorCount
    var loss = 0.0
    var heardCounts = [Int](repeating: 0, count: items.rowCount)
    for row in 0..<plays.rowCount {
      let range = plays.range(ofRow: row)
      loss += regularized(listeners, row: row, heardCount: range.count, otherCount: plays.columnCount)
      for position in range {
        let item = Int(plays.columns[position])
        heardCounts[item] += 1
        var score = 0.0
        for factor in 0..<factorCount {
          score += listeners.values[row * factorCount + factor] * items.values[item * factorCount + factor]
        }
        loss += weights.confidence(plays: plays.values[position]) * (1 - score) * (1 - score)
      }
    }
    for item in 0..<items.rowCount {
      loss += regularized(items, row: item, heardCount: heardCounts[item], otherCount: plays.rowCount)
      for factor in 0..<factorCount {
        let value = items.values[item * factorCount + factor]
        loss += weights.settings.unobservedWeight * listenerSpectrum[factor] * value * value
      }
    }
    return loss
  }

  private func regularized(_ factors: FactorMatrix, row: Int, heardCount: Int, otherCount: Int) -> Double {
    let start = row * factors.factorCount
    let squares = factors.values[start..<start + factors.factorCount].reduce(0) { $0 + $1 * $1 }
    return weights.regularization(heardCount: heardCount, otherCount: otherCount) * squares
  }
}
