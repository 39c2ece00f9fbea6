import Policies

/// A listener-by-listener random division of pairs into training, validation and test parts, 8:1:1.
///
/// As RecBole divides (`split: {RS: [0.8, 0.1, 0.1]}, group_by: user, order: RO`): of a listener's n pairs in random
/// order, validation and test get a tenth each, rounded down but at least one where that leaves training one.
struct InteractionSplit {
  let training: Interactions
  /// For each listener, columns in rising order.
  let validation: [[Int]]
  /// For each listener, columns in rising order.
  let test: [[Int]]

  /// The division that a seed gives.
  init(_ interactions: Interactions, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let plays = interactions.plays
    var training: [SparseMatrix.Entry] = []
    var validation: [[Int]] = []
    var test: [[Int]] = []
    for row in 0..<plays.rowCount {
      var positions = Array(plays.range(ofRow: row))
      generator.shuffle(&positions)
      let sizes = Self.sizes(of: positions.count)
      let held = positions.suffix(sizes.validation + sizes.test).map { Int(plays.columns[$0]) }
      validation.append(held.prefix(sizes.validation).sorted())
      test.append(held.suffix(sizes.test).sorted())
      for position in positions.prefix(sizes.training).sorted() {
        let column = Int(plays.columns[position])
        training.append(SparseMatrix.Entry(row: row, column: column, value: plays.values[position]))
      }
    }
    let kept = SparseMatrix(rowCount: plays.rowCount, columnCount: plays.columnCount, entries: training)
    self.training = Interactions(listeners: interactions.listeners, items: interactions.items, plays: kept)
    self.validation = validation
    self.test = test
  }

  /// How many of n pairs go where.
  static func sizes(of count: Int) -> (training: Int, validation: Int, test: Int) {
    var validation = count / 10
    var test = count / 10
    if count > 1, count < 10 { test = 1 }
    if count > 2, count < 10 { validation = 1 }
    return (count - validation - test, validation, test)
  }
}
