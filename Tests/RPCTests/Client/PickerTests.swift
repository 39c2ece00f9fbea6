import Policies
import Support
import Testing

@testable import RPC

@Suite("Choosing a server for a call")
struct PickerTests {
  private final class Candidate: PickCandidate {
    let number: Int
    var inFlight = 0
    var picked = 0

    init(_ number: Int) { self.number = number }
  }

  @Test("Round robin takes each of any number of servers equally often")
  func roundRobin() {
    var random = SeededGenerator.printed()
    for _ in 0..<50 {
      let candidates = (0..<1 + random.below(20)).map(Candidate.init)
      var picker = Picker<Candidate>(.roundRobin, generator: PickGenerator(seed: random.next()))
      picker.replace(with: candidates)
      for _ in 0..<7 * candidates.count { picker.pick()?.picked += 1 }
      #expect(candidates.allSatisfy { $0.picked == 7 })
    }
  }

  @Test("Least loaded keeps servers level however calls come and go, and starves one that never answers")
  func leastLoaded() {
    var random = SeededGenerator.printed()
    let candidates = (0..<16).map(Candidate.init)
    var picker = Picker<Candidate>(.leastLoaded, generator: PickGenerator(seed: random.next()))
    picker.replace(with: candidates)
    for _ in 0..<20_000 {
      if random.below(100) < 48, let ending = candidates.dropFirst().randomElement(using: &random) {
        ending.inFlight = max(0, ending.inFlight - 1)
      } else if let picked = picker.pick() {
        picked.inFlight += 1
        picked.picked += 1
      }
      let loads = candidates.dropFirst().map(\.inFlight)
      let mean = loads.reduce(0, +) / loads.count
      #expect((loads.max() ?? 0) <= 2 * mean + 12)
    }
    let others = candidates.dropFirst().map(\.picked).reduce(0, +) / 15
    #expect(candidates[0].picked < others / 2, "\(candidates[0].picked) of the silent one, \(others) of each other")
  }

  @Test(
    "The server of the attempt before is avoided where there is another",
    arguments: [Balancing.roundRobin, .leastLoaded])
  func avoiding(_ balancing: Balancing) {
    var random = SeededGenerator.printed()
    for count in 1...8 {
      let candidates = (0..<count).map(Candidate.init)
      var picker = Picker<Candidate>(balancing, generator: PickGenerator(seed: random.next()))
      picker.replace(with: candidates)
      for _ in 0..<200 {
        let avoided = candidates[random.below(count)]
        let picked = picker.pick(avoiding: avoided)
        #expect(count == 1 ? picked === avoided : picked != nil && picked !== avoided)
      }
    }
  }

  @Test("The first is always taken by pick-first, and nothing where nothing is ready")
  func first() {
    let candidates = (0..<3).map(Candidate.init)
    var picker = Picker<Candidate>(.pickFirst)
    #expect(picker.pick() == nil && picker.isEmpty)
    picker.replace(with: candidates)
    for _ in 0..<10 { #expect(picker.pick() === candidates[0]) }
  }

  @Test("Numbers below a bound are spread evenly")
  func generator() {
    var generator = PickGenerator(seed: 7)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[generator.below(10)] += 1 }
    #expect(counts.allSatisfy { (9_500...10_500).contains($0) }, "\(counts)")
  }
}
