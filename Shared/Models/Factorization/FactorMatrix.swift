import Policies

/// One row of factors for each listener or item, while they are being fitted.
///
/// In Double: Float found the same recall to four digits a quarter faster, but leaves less room for weak regularization.
struct FactorMatrix: Sendable {
  let rowCount: Int
  let factorCount: Int
  var values: [Double]

  /// All zero.
  init(rowCount: Int, factorCount: Int) {
    self.rowCount = rowCount
    self.factorCount = factorCount
    values = [Double](repeating: 0, count: rowCount * factorCount)
  }

  /// Drawn evenly around zero with standard deviation `0.1 / sqrt(factorCount)`.
  init(rowCount: Int, factorCount: Int, seed: UInt64) {
    self.init(rowCount: rowCount, factorCount: factorCount)
    let bound = 0.1 * (3 / Double(factorCount)).squareRoot()
    var generator = SeededGenerator(seed: seed)
    for index in values.indices {
      values[index] = (2 * generator.unit() - 1) * bound
    }
  }

  /// Turns all rows into the basis in which the factors are uncorrelated, and gives each factor's sum of squares.
  ///
  /// Products between rows stay what they are as long as both sides are turned alike; here the other side is about to be
  /// solved anew. In this basis the Gram matrix is diagonal, and a row with few pairs costs little to solve.
  mutating func diagonalize() throws(ModelError) -> [Double] {
    var gram = [Double](repeating: 0, count: factorCount * factorCount)
    LinearAlgebra.gramOfColumns(values, rowCount: rowCount, columnCount: factorCount, into: &gram)
    let spectrum = try LinearAlgebra.eigenvalues(&gram, order: factorCount)
    values = LinearAlgebra.rotated(values, rowCount: rowCount, by: gram, order: factorCount)
    return spectrum.map { max(0, $0) }
  }
}
