/// Puts every feature on one scale, as learned from the rows: mean 0 and deviation 1 where it is present.
struct FeatureScaling {
  private(set) var means: [Float]
  private(set) var inverseDeviations: [Float]
  /// Whether a feature is missing in some rows and present in others, so that missing says something.
  private(set) var missingVaries: [Bool]

  init(rows: LabelledRows) {
    means = []
    inverseDeviations = []
    missingVaries = []
    for column in 0..<rows.columnCount {
      var present = 0.0
      var all = 0.0
      var sum = 0.0
      for row in 0..<rows.rowCount {
        let weight = Double(rows.weights[row])
        all += weight
        guard let value = rows.value(row: row, column: column) else { continue }
        present += weight
        sum += weight * Double(value)
      }
      let mean = present > 0 ? sum / present : 0
      var squares = 0.0
      for row in 0..<rows.rowCount {
        guard let value = rows.value(row: row, column: column) else { continue }
        squares += Double(rows.weights[row]) * (Double(value) - mean) * (Double(value) - mean)
      }
      let deviation = present > 0 ? (squares / present).squareRoot() : 0
      // Below a millionth of the mean, what varies is rounding.
      let varies = deviation > 1e-6 * max(abs(mean), 1e-6)
      means.append(Float(mean))
      inverseDeviations.append(varies ? Float(1 / deviation) : 0)
      missingVaries.append(present > 0 && present < all)
    }
  }

  /// The standardized value of a present feature.
  func standardized(_ value: Float, column: Int) -> Double {
    Double((value - means[column]) * inverseDeviations[column])
  }

  /// The model whose coefficients are the intercept, then a value's and a missing weight for each feature.
  func model(of coefficients: [Double], names: [String], fingerprint: String) throws(ModelError) -> LogisticModel {
    if let index = coefficients.firstIndex(where: { !(abs($0) <= Double(FeatureWeight.magnitudeMax)) }) {
      throw .notFinite(what: "coefficient", index: index)
    }
    var features: [FeatureWeight] = []
    for (column, name) in names.enumerated() {
      let varies = inverseDeviations[column] > 0
      features.append(
        FeatureWeight(
          name: name, weight: varies ? Float(coefficients[1 + 2 * column]) : 0,
          missingWeight: missingVaries[column] ? Float(coefficients[2 + 2 * column]) : 0, mean: means[column],
          inverseDeviation: inverseDeviations[column]))
    }
    return LogisticModel(fingerprint: fingerprint, intercept: Float(coefficients[0]), features: features)
  }
}
