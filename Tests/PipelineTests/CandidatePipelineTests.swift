import Policies
import Testing

@testable import Pipeline

@Suite("The candidate pipeline")
struct CandidatePipelineTests {
  @Test("Sources take turns in their order; an item that several offer is the one's whose turn came first")
  func turns() {
    let result = pipeline([["a", "b", "c", "d"], ["b", "x"], ["a", "y", "z"]]).run(NoQuery(), limit: 100)
    // a of the first, b of the second, y of the third (a is taken), c of the first (b is taken), x, z, d.
    #expect(result.candidates.map(\.name) == ["a", "b", "y", "c", "x", "z", "d"])
    #expect(result.reports.map(\.kept) == [3, 2, 2] && result.reports.map(\.offered) == [4, 2, 3])
  }

  @Test("A source that has no answer is told with its reason, and the others go on") func unavailable() {
    let pipeline = CandidatePipeline<NoQuery, Named, String>(
      sources: [ClosedSource(), ListSource(name: "open", names: ["a"])], filters: [], key: \.name)
    let result = pipeline.run(NoQuery(), limit: 10)
    #expect(result.candidates.map(\.name) == ["a"])
    #expect(result.reports.map(\.unavailable) == ["closed for the night", nil])
    #expect(result.reports.map(\.source) == ["closed", "open"] && result.reports.map(\.offered) == [0, 1])
  }

  @Test("Filters work in their order, and each drop is counted once, by the filter that made it") func filters() {
    let result = pipeline(
      [["a", "b", "c", "d"]], filters: [LetterFilter(removed: ["b", "c"]), LetterFilter(removed: ["c", "d"])]
    ).run(NoQuery(), limit: 10)
    #expect(result.candidates.map(\.name) == ["a"])
    #expect(result.reports[0].removed.map(\.filter) == ["without bc", "without cd"])
    #expect(result.reports[0].removed.map(\.count) == [2, 1])
  }

  @Test("Nothing asked for, nothing offered, no sources: nothing comes, and it ends") func nothing() {
    #expect(pipeline([["a"], ["b"]]).run(NoQuery(), limit: 0).candidates.isEmpty)
    #expect(pipeline([[], []]).run(NoQuery(), limit: 5).candidates.isEmpty)
    let none = pipeline([]).run(NoQuery(), limit: 5)
    #expect(none.candidates.isEmpty && none.reports.isEmpty)
  }

  @Test("Whatever is offered: no key twice, order kept within a source, limit held, sums right, nothing left out")
  func random() {
    let seed: UInt64 = 71
    var random = SeededGenerator(seed: seed)
    for round in 0..<500 {
      let offers = (0..<random.below(5)).map { _ in (0..<random.below(12)).map { _ in "\(random.below(20))" } }
      let removed = Set((0..<random.below(6)).map { _ in "\(random.below(20))" })
      let limit = random.below(25)
      let result = pipeline(offers, filters: [LetterFilter(removed: removed)]).run(NoQuery(), limit: limit)
      let place = "seed \(seed), round \(round): \(offers) without \(removed), at most \(limit)"
      let names = result.candidates.map(\.name)
      #expect(Set(names).count == names.count, "\(place)")
      #expect(removed.isDisjoint(with: names), "\(place)")
      let different = Set(offers.joined()).subtracting(removed)
      #expect(names.count == min(limit, different.count), "\(place)")
      #expect(result.reports.reduce(0) { $0 + $1.kept } == names.count, "\(place)")
      for (index, report) in result.reports.enumerated() {
        let own = result.candidates.filter { $0.source == "source \(index)" }
        #expect(report.kept == own.count && report.offered == offers[index].count, "\(place)")
        #expect(own.map(\.place) == own.map(\.place).sorted(), "\(place)")
        let dropped = report.removed.reduce(0) { $0 + $1.count }
        #expect(dropped == offers[index].count { removed.contains($0) }, "\(place)")
        #expect(report.kept + dropped <= report.offered, "\(place)")
      }
    }
  }

  @Test("A source with enough of its own never gives up its turns to another") func fairness() {
    let offers = (0..<4).map { source in (0..<20).map { "\(source)-\($0)" } }
    let result = pipeline(offers).run(NoQuery(), limit: 10)
    #expect(result.reports.map(\.kept) == [3, 3, 2, 2])
  }

  private func pipeline(
    _ offers: [[String]], filters: [any Filter<NoQuery, Named>] = []
  ) -> CandidatePipeline<NoQuery, Named, String> {
    CandidatePipeline(
      sources: offers.enumerated().map { ListSource(name: "source \($0)", names: $1) }, filters: filters, key: \.name)
  }
}
