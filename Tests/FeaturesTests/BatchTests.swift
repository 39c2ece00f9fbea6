import Features
import Policies
import Support
import Testing

@Suite("Batches")
struct BatchTests {
  /// A page to compute, and each of its rows computed alone.
  private struct Page {
    let profile: Profile
    let moment: Moment
    let rows: [FeatureRow]
    let table: ItemTable
    let alone: [FeatureVector]

    init(_ world: inout RandomWorld) {
      let numbers = UInt64.random(in: 1...80, using: &world.random)
      let events = world.events(
        count: Int.random(in: 0...400, using: &world.random), numbers: numbers, isWild: world.random.oneIn(3))
      (profile, moment) = (folded(events), Moment(milliseconds: 1_702_000_000_123))
      let plain = world.rows(count: Int.random(in: 1...150, using: &world.random), numbers: numbers)
      table = FeatureSet.standard.table(of: plain.map(\.item))
      let known = plain.enumerated().map { place, row in
        var row = row
        row.place = world.random.oneIn(2) ? Int32(place) : nil
        return row
      }
      rows = known
      let (profile, moment) = (profile, moment)
      alone = plain.map { FeatureSet.standard.compute(profile: profile, rows: [$0], at: moment).vector(row: 0) }
    }

    /// Computes some of the rows together, and counts those that differ from themselves alone.
    func differences(_ order: [Int]) -> Int {
      let picked = order.map { rows[$0] }
      let matrix = FeatureSet.standard.compute(profile: profile, rows: picked, at: moment, items: table)
      guard matrix.rowCount == order.count else { return .max }
      return order.enumerated().count { row, index in
        let vector = matrix.vector(row: row)
        return vector.missing != alone[index].missing
          || !zip(vector.values, alone[index].values).allSatisfy { $0.bitPattern == $1.bitPattern }
      }
    }
  }

  @Test(
    "A row has the same bits alone and in a batch of any size and order, with static features looked up or computed")
  func batches() {
    var world = RandomWorld(random: .printed("batches"))
    for _ in 0..<12 {
      let page = Page(&world)
      for count in [0, 1, 31, 32, 33, 64, 150] + (0..<6).map({ _ in Int.random(in: 1...300, using: &world.random) }) {
        // Rows may come more than once.
        let order = (0..<count).map { _ in Int.random(in: 0..<page.rows.count, using: &world.random) }
        #expect(page.differences(order) == 0)
      }
      #expect(page.differences(page.rows.indices.shuffled(using: &world.random)) == 0)
    }
  }

  @Test("Several threads at once get the same bits, each in an order of its own")
  func threads() async {
    var world = RandomWorld(random: .printed("threads"))
    let page = Page(&world)
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<16 {
        let order = page.rows.indices.shuffled(using: &world.random)
        group.addTask { page.differences(order) }
      }
      for await differences in group { #expect(differences == 0) }
    }
  }
}
