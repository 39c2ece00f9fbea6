import Domain
import Features
import Intake
import Policies
import Simulation
import Testing

@Suite struct WorldTests {
  @Test("Options outside their bounds are refused by name, value and bounds")
  func bounds() {
    #expect(throws: SimulationError.option(name: "listeners", got: 2, allowed: 3...100_000)) {
      try World(options: WorldOptions(listeners: 2))
    }
    #expect(throws: SimulationError.option(name: "weeks", got: 53, allowed: 1...52)) {
      try World(options: WorldOptions(weeks: 53))
    }
    #expect(throws: SimulationError.tooFew(name: "tracks", got: 5, than: "albums", count: 600)) {
      try World(options: WorldOptions(tracks: 5))
    }
    #expect(throws: SimulationError.option(name: "start (seconds)", got: -1, allowed: 0...4_102_444_800)) {
      try World(options: WorldOptions(start: Moment(seconds: -1)))
    }
  }

  @Test("The smallest world allowed can be made and lived in")
  func smallest() throws {
    let options = WorldOptions(listeners: 3, tracks: 1, albums: 1, artists: 1, playlists: 1, podcasts: 1, weeks: 1)
    let world = try World(options: options)
    #expect(world.catalog.count == 5)
    #expect(Set([world.heavyListener, world.lightListener, world.newListener]).count == 3)
    #expect(world.history().pages.allSatisfy { !$0.shelves.isEmpty })
  }

  @Test("A seed decides the world: the same seed the same catalog, another seed another one")
  func seeds() {
    #expect(TinyWorld.make(seed: 7).catalog == TinyWorld.world.catalog)
    #expect(TinyWorld.make(seed: 8).catalog != TinyWorld.world.catalog)
  }

  @Test("A catalog made on any machine has the bytes it had on the first")
  func goldenCatalog() throws {
    let lines = try TinyWorld.world.catalog.map { String(decoding: try CatalogLine.encode($0), as: UTF8.self) }
    #expect(String(StableHash.fnv1a(lines.joined()), radix: 16) == "d5ea9d1ac6a03638")
  }

  @Test("Every item has what a catalog asks for, and intake reads it back as it was")
  func catalogLines() throws {
    let catalog = TinyWorld.world.catalog
    #expect(catalog.map(\.item.identifier) == catalog.map(\.item.identifier).sorted())
    #expect(Set(catalog.map(\.item.identifier.kind)) == Set(ItemKind.allCases))
    #expect(catalog.contains { $0.editorialRank == 0 })
    for item in catalog {
      #expect(!item.title.isEmpty && item.title.utf8.count < 100)
      #expect(item.item.genre != nil)
      #expect(try CatalogLine.decode(try CatalogLine.encode(item)) == item)
    }
  }

  @Test("No two artists, albums, playlists or podcasts have one title")
  func titles() {
    for kind in ItemKind.allCases {
      let titles = TinyWorld.world.catalog.filter { $0.item.identifier.kind == kind }.map(\.title)
      #expect(Set(titles).count == titles.count)
    }
  }
}
