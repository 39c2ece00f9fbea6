import Policies
import Statistics
import Testing

@Suite("Column summaries")
struct ColumnSummaryTests {
  @Test("A summary of nothing is all zeros") func nothing() {
    let summary = ColumnSummary()
    #expect(summary.rows == 0 && summary.mean == 0 && summary.standardDeviation == 0 && summary.missingShare == 0)
  }

  @Test("Figures match a direct computation") func figures() {
    var summary = ColumnSummary()
    for value in [2.0, 4, 4, 4, 5, 5, 7, 9] { summary.add(value) }
    summary.add(nil)
    summary.add(.nan)
    #expect(summary.mean == 5 && abs(summary.standardDeviation - 2) < 1e-12)
    #expect(summary.minimum == 2 && summary.maximum == 9)
    #expect(summary.rows == 10 && summary.missing == 1 && summary.notFinite == 1 && summary.finite == 8)
  }

  @Test("Merging parts, empty ones too, equals seeing all rows at once", arguments: [1, 2, 3, 7, 50])
  func merging(parts: Int) {
    let seed = UInt64(parts) &* 7919
    var generator = SeededGenerator(seed: seed)
    let values: [Double?] = (0..<200).map { index in
      index % 11 == 0 ? nil : 1e6 + Double.random(in: -1...1, using: &generator)
    }
    var whole = ColumnSummary()
    for value in values { whole.add(value) }
    var merged = ColumnSummary()
    for part in 0..<parts {
      var summary = ColumnSummary()
      for (index, value) in values.enumerated() where index % parts == part { summary.add(value) }
      merged.merge(summary)
      merged.merge(ColumnSummary())
    }
    #expect(merged.rows == whole.rows && merged.missing == whole.missing, "seed \(seed)")
    #expect(merged.minimum == whole.minimum && merged.maximum == whole.maximum, "seed \(seed)")
    #expect(abs(merged.mean - whole.mean) < 1e-8, "seed \(seed)")
    #expect(abs(merged.standardDeviation - whole.standardDeviation) < 1e-8, "seed \(seed)")
  }

  @Test("A small spread around a large mean keeps its precision") func precision() {
    var summary = ColumnSummary()
    for value in [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16] { summary.add(value) }
    #expect(abs(summary.standardDeviation - 22.5.squareRoot()) < 1e-9)
  }

  @Test("The greatest and least doubles never make a NaN or an infinity") func extremes() {
    let extremes = [
      Double.greatestFiniteMagnitude, -.greatestFiniteMagnitude, .nan, .infinity, -.infinity,
      .leastNonzeroMagnitude, -0.0,
    ]
    for first in extremes {
      for second in extremes {
        var (left, right) = (ColumnSummary(), ColumnSummary())
        for value in [first, second, first] { left.add(value) }
        for value in [second, 1] { right.add(value) }
        left.merge(right)
        #expect(left.mean.isFinite && left.standardDeviation.isFinite, "\(first), \(second)")
        #expect(left.minimum <= left.maximum)
      }
    }
  }
}
