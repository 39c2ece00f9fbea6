/// Fits listener and item factors to play counts by exact alternating least squares (iALS).
///
/// Hu, Koren and Volinsky, 2008, with the regularization of Rendle, Krichene, Zhang and Koren, "Revisiting the performance
/// of iALS on item recommendation benchmarks", 2022. The objective, which falls with every sweep, is
/// `sum over heard of c * (1 - x.y)^2 + a * sum over all of (x.y)^2 + sum of r * |x|^2 + sum of r * |y|^2`
/// with c and r from ``FactorizationSettings``. The same input and settings give the same bits on the same processor.
public enum Factorization {
  /// How a fit stands after a sweep.
  public struct Progress: Hashable, Sendable {
    /// How many sweeps are done.
    public let sweep: Int
    /// How many there will be.
    public let sweepCount: Int
    /// The objective: lower than after the sweep before.
    public let loss: Double
  }

  /// Fits a model of the items that were played.
  ///
  /// One thread. Per sweep, for n pairs, u listeners, i items and d factors, at most of the order of
  /// `n * d^2 + (u + i) * d^3` steps; far fewer when most rows have fewer pairs than factors.
  /// - Throws: ``ModelError`` when a setting is out of range or the numbers degenerate.
  public static func fit(
    _ interactions: Interactions, settings: FactorizationSettings = FactorizationSettings(),
    progress: (Progress) -> Void = { _ in }
  ) throws(ModelError) -> FactorModel {
    try settings.check()
    let byListener = interactions.plays
    let byItem = byListener.transposed()
    let weights = PairWeights(settings: settings)
    var itemFactors = FactorMatrix(
      rowCount: interactions.items.count, factorCount: settings.factorCount, seed: settings.seed)
    for sweep in 1...settings.sweepCount {
      let itemSpectrum = try itemFactors.diagonalize()
      var listenerFactors = try solve(byListener, against: itemFactors, spectrum: itemSpectrum, weights: weights)
      let listenerSpectrum = try listenerFactors.diagonalize()
      itemFactors = try solve(byItem, against: listenerFactors, spectrum: listenerSpectrum, weights: weights)
      let objective = FactorizationLoss(plays: byListener, weights: weights)
      let loss = objective.value(listeners: listenerFactors, items: itemFactors, listenerSpectrum: listenerSpectrum)
      progress(Progress(sweep: sweep, sweepCount: settings.sweepCount, loss: loss))
    }
    _ = try itemFactors.diagonalize()
    return FactorModel(items: interactions.items, factors: itemFactors.values.map { Float($0) }, settings: settings)
  }

  /// Every row's factors, given the other side's in their diagonal basis.
  static func solve(
    _ plays: SparseMatrix, against other: FactorMatrix, spectrum: [Double], weights: PairWeights
  ) throws(ModelError) -> FactorMatrix {
    var solver = RowSolver(spectrum: spectrum, unobservedWeight: weights.settings.unobservedWeight)
    var output = FactorMatrix(rowCount: plays.rowCount, factorCount: other.factorCount)
    var pairs: [RowSolver.Pair] = []
    for row in 0..<plays.rowCount {
      let range = plays.range(ofRow: row)
      pairs.removeAll(keepingCapacity: true)
      for position in range {
        let confidence = weights.confidence(plays: plays.values[position])
        pairs.append(RowSolver.Pair(row: Int(plays.columns[position]), confidence: confidence))
      }
      let regularization = weights.regularization(heardCount: range.count, otherCount: plays.columnCount)
      try solver.solve(pairs: pairs, otherFactors: other.values, regularization: regularization)
      let start = row * other.factorCount
      output.values.replaceSubrange(start..<start + other.factorCount, with: solver.solution)
    }
    return output
  }
}
