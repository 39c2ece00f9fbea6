import FoundationEssentials
import Statistics
import Testing

@Suite("Bins, histograms and their distance")
struct HistogramTests {
  @Test("A value belongs to the bin whose lower bound it reaches") func edges() {
    let bins = Bins(edges: [0, 1, 2.5])
    #expect([-9, -0.001, 0, 0.5, 1, 2.499, 2.5, 1e300].map(bins.index(of:)) == [0, 0, 1, 1, 2, 2, 3, 3])
    #expect((0..<4).map(bins.label(of:)) == ["below 0.0", "0.0 to 1.0", "1.0 to 2.5", "from 2.5"])
  }

  @Test("Edges are put in order, joined and cleared of what is not finite") func tidied() {
    #expect(Bins(edges: [3, .nan, 1, 3, .infinity, -1]).edges == [-1, 1, 3])
    #expect(Bins(edges: []).count == 1 && Bins(edges: []).label(of: 0) == "all")
  }

  @Test("Equal bins cover the stated bounds") func equalBins() {
    #expect(Bins(from: 0, through: 1, count: 4).edges == [0.25, 0.5, 0.75])
    #expect(Bins(from: 5, through: 5, count: 4).count == 2)
    #expect(Bins(from: -1e308, through: 1e308, count: 2).edges == [0])
  }

  @Test("Quantile bins hold about equal shares of a spread sample") func quantiles() {
    let sample = (0..<1000).map { Double($0 * 7 % 1000) }
    var histogram = Histogram(bins: Bins(quantilesOf: sample, countMax: 10))
    for value in sample { histogram.add(value) }
    #expect(histogram.counts == Array(repeating: 100, count: 10))
  }

  @Test("A flag's two values, and a heap at zero, get bins of their own", arguments: [0.01, 0.3, 0.5, 0.97])
  func heaps(share: Double) {
    let flags = (0..<1000).map { Double($0) < share * 1000 ? 1.0 : 0 }
    let bins = Bins(quantilesOf: flags, countMax: 10)
    #expect(bins.index(of: 0) != bins.index(of: 1))
    #expect(Bins(quantilesOf: [4, 4, 4], countMax: 10).count == 1)
    #expect(Bins(quantilesOf: [], countMax: 10).count == 1)
    #expect(Bins(quantilesOf: [.nan, .infinity], countMax: 10).count == 1)
  }

  @Test("The distance is the largest difference of one bin's shares, the missing bin included") func distance() throws {
    let bins = Bins(edges: [0, 1])
    var (before, now) = (Histogram(bins: bins), Histogram(bins: bins))
    for value in [-1.0, 0.5, 0.5, 2] { before.add(value) }
    for value in [-1.0, 0.5, nil, nil] { now.add(value) }
    #expect(try before.chebyshevDistance(to: now) == 0.5)
    #expect(try now.chebyshevDistance(to: before) == 0.5)
    #expect(try before.chebyshevDistance(to: before) == 0)
    #expect(try before.chebyshevDistance(to: Histogram(bins: bins)) == 0)
    #expect(before.labels == ["below 0.0", "0.0 to 1.0", "from 1.0", "missing"])
  }

  @Test("Shares sum to one, with NaN and infinity among the missing") func shares() {
    var histogram = Histogram(bins: Bins(edges: [0]))
    for value in [1.0, .nan, .infinity, -1, nil] { histogram.add(value) }
    #expect(histogram.missing == 3 && histogram.shares == [0.2, 0.2, 0.6])
    #expect(Histogram(bins: Bins(edges: [0])).shares == [0, 0, 0])
  }

  @Test("Histograms over other bins neither merge nor compare") func otherBins() {
    var histogram = Histogram(bins: Bins(edges: [0]))
    let other = Histogram(bins: Bins(edges: [1]))
    #expect(throws: StatisticsError.differentBins(left: 2, right: 2)) { try histogram.merge(other) }
    #expect(throws: StatisticsError.self) { try histogram.chebyshevDistance(to: other) }
  }

  @Test("Merged histograms count what both counted") func merging() throws {
    var (left, right) = (Histogram(bins: Bins(edges: [0])), Histogram(bins: Bins(edges: [0])))
    for value in [1.0, nil] { left.add(value) }
    for value in [-1.0, 1, nil] { right.add(value) }
    try left.merge(right)
    #expect(left.counts == [1, 2] && left.missing == 2 && left.rows == 5)
  }

  @Test("A histogram survives JSON, and one whose counts do not fit its bins is refused") func json() throws {
    var histogram = Histogram(bins: Bins(quantilesOf: [1, 2, 3, 4], countMax: 4))
    for value in [1.0, 2.5, nil] { histogram.add(value) }
    let data = try JSONEncoder().encode(histogram)
    #expect(try JSONDecoder().decode(Histogram.self, from: data) == histogram)
    for text in [
      #"{"bins":[1],"counts":[1],"missing":0}"#,
      #"{"bins":[1],"counts":[18446744073709551615,1],"missing":0}"#,
      #"{"bins":[1],"counts":[-1,1],"missing":0}"#, "{}", "",
    ] {
      #expect(throws: (any Error).self) { try JSONDecoder().decode(Histogram.self, from: Data(text.utf8)) }
    }
  }
}
