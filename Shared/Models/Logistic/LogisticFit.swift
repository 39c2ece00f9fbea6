extension LogisticModel {
  /// Fits a model to labelled rows by Newton's method (iteratively reweighted least squares) with an L2 penalty.
  ///
  /// Each step solves the exact second-order equations by Cholesky and is halved until the penalized loss falls, so that the
  /// fit ends at the one best model however the rows lie; separable rows are held by the penalty. A feature that never
  /// varies, or is always or never missing, gets a weight of 0 for that part. Deterministic.
  ///
  /// - Parameters:
  ///   - rows: What to learn from.
  ///   - names: The features' names, in the order of the columns.
  ///   - fingerprint: Of the feature set that computed the rows.
  ///   - settings: How to fit.
  /// - Throws: ``ModelError``: no rows, one class only, or sizes that do not agree.
  public init(
    fitting rows: LabelledRows, names: [String], fingerprint: String, settings: LogisticSettings = LogisticSettings()
  ) throws(ModelError) {
    try settings.check()
    guard names.count == rows.columnCount else {
      throw .sizeMismatch(what: "feature names", expected: rows.columnCount, got: names.count)
    }
    try Self.checkClasses(rows)
    let scaling = FeatureScaling(rows: rows)
    var problem = LogisticProblem(rows: rows, scaling: scaling, regularization: settings.regularization)
    var loss = problem.evaluate()
    for _ in 0..<settings.stepCountMax {
      let decrease = try problem.step(from: loss)
      loss -= decrease
      guard decrease > 1e-10 * max(1, loss) else { break }
    }
    self = try scaling.model(of: problem.coefficients, names: names, fingerprint: fingerprint)
  }

  private static func checkClasses(_ rows: LabelledRows) throws(ModelError) {
    guard rows.rowCount > 0 else { throw .nothingToLearnFrom(what: "labelled rows") }
    var positives = 0
    var negatives = 0
    for (label, weight) in zip(rows.labels, rows.weights) where weight > 0 {
      if label { positives += 1 } else { negatives += 1 }
    }
    guard positives > 0, negatives > 0 else { throw .oneClass(positives: positives, negatives: negatives) }
  }
}
