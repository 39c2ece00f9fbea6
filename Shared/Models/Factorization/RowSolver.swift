/// Solves one listener's or one item's factors exactly, given the other side's.
///
/// Minimizes `sum over heard of c * (1 - x.y)^2 + a * sum over all of (x.y)^2 + r * |x|^2` (Hu, Koren and Volinsky,
/// "Collaborative filtering for implicit feedback datasets", 2008), with the other side's factors y in the basis where
/// their Gram matrix is diagonal. So the equations are a diagonal plus one rank for each heard pair; whichever of the two
/// equal forms is smaller is solved, that of the factors or that of the heard pairs (Woodbury's identity).
struct RowSolver {
  /// The unobserved weight times each factor's sum of squares over the other side.
  private let spectrum: [Double]
  private var gathered: [Double] = []
  private var roots: [Double] = []
  private var system: [Double] = []
  private var right: [Double] = []
  private var diagonal: [Double]
  /// The solution of the last call.
  private(set) var solution: [Double]

  init(spectrum: [Double], unobservedWeight: Double) {
    self.spectrum = spectrum.map { $0 * unobservedWeight }
    diagonal = spectrum
    solution = spectrum
  }

  /// A heard pair: the other side's row and the pair's weight.
  struct Pair {
    var row: Int
    var confidence: Double
  }

  /// Finds the row's factors, leaving them in ``solution``: all zero when nothing was heard.
  ///
  /// With n pairs and d factors, of the order of `min(n, d)^2 * max(n, d)` steps.
  mutating func solve<Value: BinaryFloatingPoint>(
    pairs: [Pair], otherFactors: [Value], regularization: Double
  ) throws(ModelError) {
    let factorCount = spectrum.count
    for factor in 0..<factorCount {
      diagonal[factor] = spectrum[factor] + regularization
      solution[factor] = 0
    }
    guard !pairs.isEmpty else { return }
    gather(pairs, otherFactors)
    if pairs.count < factorCount {
      try solveByPairs(count: pairs.count)
    } else {
      try solveByFactors(count: pairs.count)
    }
  }

  /// The heard rows, each times the root of its weight.
  private mutating func gather<Value: BinaryFloatingPoint>(_ pairs: [Pair], _ otherFactors: [Value]) {
    let factorCount = spectrum.count
    Self.grow(&gathered, to: pairs.count * factorCount)
    Self.grow(&roots, to: pairs.count)
    for (place, pair) in pairs.enumerated() {
      let root = pair.confidence.squareRoot()
      roots[place] = root
      let source = pair.row * factorCount
      let target = place * factorCount
      for factor in 0..<factorCount {
        gathered[target + factor] = root * Double(otherFactors[source + factor])
      }
    }
  }

  /// `(D + V'V) x = V'w`, as many equations as factors.
  private mutating func solveByFactors(count: Int) throws(ModelError) {
    let factorCount = spectrum.count
    Self.grow(&system, to: factorCount * factorCount)
    LinearAlgebra.gramOfColumns(gathered, rowCount: count, columnCount: factorCount, into: &system)
    for factor in 0..<factorCount { system[factor * (factorCount + 1)] += diagonal[factor] }
    LinearAlgebra.transposedProduct(
      gathered, rowCount: count, columnCount: factorCount, vector: roots, into: &solution)
    try LinearAlgebra.solvePositiveDefinite(&system, order: factorCount, right: &solution)
  }

  /// `(1 + BB') y = w` with `B = V D^(-1/2)`, then `x = D^(-1/2) B'y`: as many equations as pairs.
  private mutating func solveByPairs(count: Int) throws(ModelError) {
    let factorCount = spectrum.count
    for factor in 0..<factorCount { diagonal[factor] = 1 / diagonal[factor].squareRoot() }
    for place in 0..<count {
      let start = place * factorCount
      for factor in 0..<factorCount { gathered[start + factor] *= diagonal[factor] }
    }
    Self.grow(&system, to: count * count)
    LinearAlgebra.gramOfRows(gathered, rowCount: count, columnCount: factorCount, into: &system)
    for place in 0..<count { system[place * (count + 1)] += 1 }
    right = Array(roots[..<count])
    try LinearAlgebra.solvePositiveDefinite(&system, order: count, right: &right)
    LinearAlgebra.transposedProduct(
      gathered, rowCount: count, columnCount: factorCount, vector: right, into: &solution)
    for factor in 0..<factorCount { solution[factor] *= diagonal[factor] }
  }

  private static func grow(_ buffer: inout [Double], to count: Int) {
    guard buffer.count < count else { return }
    buffer.append(contentsOf: repeatElement(0, count: count - buffer.count))
  }
}
