import Statistics
import Testing

@Suite("Mean intervals")
struct MeanIntervalTests {
  @Test("The interval is the mean and 1.96 standard errors either way")
  func interval() throws {
    let interval = try #require(MeanInterval(of: [1, 2, 3, 4, 5]))
    #expect(interval.mean == 3)
    #expect(abs(interval.standardError - 0.5.squareRoot()) < 1e-12)
    #expect(abs(interval.upper - 4.385903824349678) < 1e-12)
    #expect(abs(interval.lower - 1.614096175650322) < 1e-12)
    #expect(MeanInterval(of: [1]) == nil)
  }

  @Test("What is common to both sides of the pairs cancels")
  func pairs() throws {
    let difference = try #require(MeanInterval.pairedDifference([11, 102, 1003], [10, 101, 1002]))
    #expect(difference.mean == 1)
    #expect(difference.lower == 1)
    #expect(difference.upper == 1)
  }
}
