import Domain
import Features
import FoundationEssentials
import Intake
import Simulation
import Testing

@Suite struct WorldFilesTests {
  private func inFolder(_ body: (WorldFiles) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "bandstand-world-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(WorldFiles(folder: folder.path))
  }

  private func contents(_ files: WorldFiles) throws -> [Data] {
    try [files.accountsPath, files.catalogPath, files.eventsPath, files.pagesPath, files.worldPath].map {
      try Data(contentsOf: URL(filePath: $0))
    }
  }

  @Test("The same seed writes the same bytes, another seed other ones")
  func sameBytes() throws {
    try inFolder { first in
      try inFolder { second in
        let summary = try first.write(TinyWorld.world, TinyWorld.history)
        let again = TinyWorld.make(seed: 7)
        #expect(try second.write(again, again.history()) == summary)
        let written = try contents(first)
        #expect(try contents(second) == written)
        #expect(written.reduce(0) { $0 + $1.count } == summary.bytes)
        let other = TinyWorld.make(seed: 8)
        _ = try second.write(other, other.history())
        #expect(try zip(contents(second), written).allSatisfy { $0 != $1 })
      }
    }
  }

  @Test("Intake accepts every event and resolves it to what happened")
  func events() throws {
    try inFolder { files in
      _ = try files.write(TinyWorld.world, TinyWorld.history)
      let lines = try Data(contentsOf: URL(filePath: files.eventsPath)).split(separator: UInt8(ascii: "\n"))
      #expect(lines.count == TinyWorld.history.events.count)
      let checker = EventChecker(catalog: CatalogSnapshot(version: 1, items: TinyWorld.world.catalog))
      for (line, event) in zip(lines, TinyWorld.history.events) {
        let draft = try EventDraft(line: Array(line))
        #expect(try checker.check(draft, received: event.event.moment) == event)
      }
    }
  }

  @Test("The world is made again from its folder, with its truth")
  func again() throws {
    try inFolder { files in
      _ = try files.write(TinyWorld.world, TinyWorld.history)
      let world = try files.world()
      #expect(world.options == TinyWorld.world.options)
      #expect(world.visits(days: 1) == TinyWorld.world.visits(days: 1))
    }
  }

  @Test("A folder without a world, with a broken one or with one of another release says so")
  func unreadable() throws {
    try inFolder { files in
      #expect(throws: SimulationError.self) { try files.world() }
      _ = try files.write(TinyWorld.world, TinyWorld.history)
      let text = try String(contentsOf: URL(filePath: files.worldPath), encoding: .utf8)
      try Data(text.utf8.prefix(40)).write(to: URL(filePath: files.worldPath))
      #expect(throws: SimulationError.self) { try files.world() }
      let future = text.replacing("\"format\":2", with: "\"format\":3")
      try Data(future.utf8).write(to: URL(filePath: files.worldPath))
      #expect {
        try files.world()
      } throws: { error in
        "\(error)".contains("of another release")
      }
    }
  }

  @Test("A folder that cannot be made is named")
  func unwritable() {
    #expect {
      try WorldFiles(folder: "/proc/none").write(TinyWorld.world, TinyWorld.history)
    } throws: { error in
      "\(error)".contains("/proc/none")
    }
  }
}
