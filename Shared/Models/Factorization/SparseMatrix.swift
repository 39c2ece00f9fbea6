/// Rows of (column, value), compressed: row r's entries are those from `starts[r]` to `starts[r + 1]`.
struct SparseMatrix: Sendable {
  let rowCount: Int
  let columnCount: Int
  private(set) var starts: [Int]
  private(set) var columns: [Int32]
  private(set) var values: [Float]

  /// A matrix from entries in order of row; the order within a row is kept.
  init(rowCount: Int, columnCount: Int, entries: some Collection<Entry>) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    starts = [Int](repeating: 0, count: rowCount + 1)
    columns = []
    values = []
    columns.reserveCapacity(entries.count)
    values.reserveCapacity(entries.count)
    for entry in entries {
      starts[entry.row + 1] += 1
      columns.append(Int32(entry.column))
      values.append(entry.value)
    }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
  }

  struct Entry {
    var row: Int
    var column: Int
    var value: Float
  }

  /// Where a row's entries stand in `columns` and `values`.
  func range(ofRow row: Int) -> Range<Int> { starts[row]..<starts[row + 1] }

  /// Rows become columns, each new row in order of its columns. Linear.
  func transposed() -> SparseMatrix {
    var next = [Int](repeating: 0, count: columnCount + 1)
    for column in columns { next[Int(column) + 1] += 1 }
    for column in 0..<columnCount { next[column + 1] += next[column] }
    var output = SparseMatrix(rowCount: columnCount, columnCount: rowCount, starts: next)
    output.columns = [Int32](repeating: 0, count: columns.count)
    output.values = [Float](repeating: 0, count: values.count)
    for row in 0..<rowCount {
      for position in range(ofRow: row) {
        let column = Int(columns[position])
        output.columns[next[column]] = Int32(row)
        output.values[next[column]] = values[position]
        next[column] += 1
      }
    }
    return output
  }

  private init(rowCount: Int, columnCount: Int, starts: [Int]) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.starts = starts
    columns = []
    values = []
  }
}
