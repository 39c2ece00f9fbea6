import Domain
import Features
import Intake
import Simulation
import Storage
import Support
import Testing

@Suite struct AccountsTests {
  private let quarantine = ImportQuarantine(objects: MemoryObjectStore(), received: TinyWorld.world.options.end)

  @Test("The raw accounts of a world, masked, are what the world says may be known of its listeners")
  func masked() async throws {
    let folder = try TemporaryFolder()
    let files = WorldFiles(folder: folder.path)
    _ = try files.write(TinyWorld.world, TinyWorld.history)
    var reader = try await AccountReader(
      .csv(path: files.accountsPath), moment: TinyWorld.world.options.end, quarantine: quarantine)
    var accountCount = 0
    while let events = try await reader.next() {
      #expect(reader.unusable.isEmpty)
      for event in events {
        let listener = try #require(event.listener.flatMap { ListenerIdentifier($0) })
        let known = try #require(TinyWorld.world.attributes(of: listener))
        #expect(event.ageBand == known.ageBand?.name && event.tier == known.tier?.name)
        #expect(event.city == known.city && event.country == known.country?.description)
        #expect(event.platform == known.platform?.name)
        accountCount += 1
      }
    }
    #expect(accountCount > TinyWorld.world.listeners.count / 2 && accountCount < TinyWorld.world.listeners.count)
  }

  @Test("The catalog's table gives the catalog")
  func catalog() async throws {
    let folder = try TemporaryFolder()
    let files = WorldFiles(folder: folder.path)
    _ = try files.write(TinyWorld.world, TinyWorld.history)
    let catalog = try await CatalogFile.read(.csv(path: files.catalogPath), quarantine: quarantine)
    #expect(catalog.items == TinyWorld.world.catalog && catalog.quarantined.isEmpty)
  }
}
