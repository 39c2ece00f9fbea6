import Glibc

/// The penalized log loss of a logistic model over given rows, its slope and its curvature.
///
/// Coefficients are the intercept, then for each feature the weight of its standardized value and that of its being missing.
struct LogisticProblem {
  private(set) var coefficients: [Double]
  private let rows: LabelledRows
  private let scaling: FeatureScaling
  private let regularization: Double
  private let size: Int
  /// Rows are taken so many at a time, which bounds memory.
  private static let blockRowCount = 256

  init(rows: LabelledRows, scaling: FeatureScaling, regularization: Double) {
    self.rows = rows
    self.scaling = scaling
    self.regularization = regularization
    size = 1 + 2 * rows.columnCount
    coefficients = [Double](repeating: 0, count: size)
  }

  /// The loss at the present coefficients.
  func evaluate() -> Double { loss(at: coefficients) }

  /// Moves by one Newton step, halved until the loss falls, and gives by how much it fell: 0 at the end of the way.
  mutating func step(from loss: Double) throws(ModelError) -> Double {
    var (gradient, curvature) = slopes()
    try LinearAlgebra.solvePositiveDefinite(&curvature, order: size, right: &gradient)
    var length = 1.0
    for _ in 0..<30 {
      let moved = zip(coefficients, gradient).map { $0 - length * $1 }
      let movedLoss = self.loss(at: moved)
      if movedLoss.isFinite, movedLoss < loss {
        coefficients = moved
        return loss - movedLoss
      }
      length /= 2
    }
    return 0
  }

  private func loss(at coefficients: [Double]) -> Double {
    var loss = 0.0
    var design = [Double](repeating: 0, count: size)
    for row in 0..<rows.rowCount where rows.weights[row] > 0 {
      fill(&design, at: 0, row: row)
      let score = Self.product(design, at: 0, coefficients)
      let margin = rows.labels[row] ? score : -score
      // log(1 + exp(-margin)) without overflow.
      loss += Double(rows.weights[row]) * (max(0, -margin) + log1p(exp(-abs(margin))))
    }
    for index in 1..<size { loss += regularization / 2 * coefficients[index] * coefficients[index] }
    return loss
  }

  /// First derivatives, and the upper triangle of the second ones.
  private func slopes() -> (gradient: [Double], curvature: [Double]) {
    var gradient = coefficients.map { $0 * regularization }
    gradient[0] = 0
    var curvature = [Double](repeating: 0, count: size * size)
    var part = curvature
    var design = [Double](repeating: 0, count: Self.blockRowCount * size)
    for start in stride(from: 0, to: rows.rowCount, by: Self.blockRowCount) {
      let count = min(Self.blockRowCount, rows.rowCount - start)
      for place in 0..<count {
        fill(&design, at: place * size, row: start + place)
        addSlope(of: start + place, scaling: &design, at: place * size, to: &gradient)
      }
      LinearAlgebra.gramOfColumns(design, rowCount: count, columnCount: size, into: &part)
      for index in curvature.indices { curvature[index] += part[index] }
    }
    for index in 0..<size { curvature[index * (size + 1)] += index == 0 ? 1e-9 : regularization }
    return (gradient, curvature)
  }

  /// Adds one row's first derivatives and scales its design by the root of its curvature.
  private func addSlope(of row: Int, scaling design: inout [Double], at start: Int, to gradient: inout [Double]) {
    let weight = Double(rows.weights[row])
    let probability = 1 / (1 + exp(-Self.product(design, at: start, coefficients)))
    let error = weight * (probability - (rows.labels[row] ? 1 : 0))
    let root = (weight * probability * (1 - probability)).squareRoot()
    for index in 0..<size {
      gradient[index] += error * design[start + index]
      design[start + index] *= root
    }
  }

  /// A row as the coefficients meet it.
  private func fill(_ design: inout [Double], at start: Int, row: Int) {
    design[start] = 1
    for column in 0..<rows.columnCount {
      let value = rows.value(row: row, column: column)
      design[start + 1 + 2 * column] = value.map { scaling.standardized($0, column: column) } ?? 0
      design[start + 2 + 2 * column] = value == nil && scaling.missingVaries[column] ? 1 : 0
    }
  }

  private static func product(_ design: [Double], at start: Int, _ coefficients: [Double]) -> Double {
    var sum = 0.0
    for index in coefficients.indices { sum += design[start + index] * coefficients[index] }
    return sum
  }
}
