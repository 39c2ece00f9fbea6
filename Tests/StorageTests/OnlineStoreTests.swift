import FoundationEssentials
import GRDB
import Policies
import Support
import Testing

@testable import Storage

@Suite("Online stores")
struct OnlineStoreTests {
  @Test("Memory is an online store", arguments: OnlineStoreConformance.checks)
  func memory(_ check: Check<any OnlineStore>) async throws {
    try await check.run(MemoryOnlineStore())
  }

  @Test("A SQLite file is an online store", arguments: OnlineStoreConformance.checks)
  func sqlite(_ check: Check<any OnlineStore>) async throws {
    let folder = try TemporaryFolder()
    try await check.run(try await SQLiteOnlineStore.open(folder.path("online.sqlite")))
  }

  @Test("Memory drops the least recently used values when it is full")
  func leastRecentlyUsed() async throws {
    let store = MemoryOnlineStore(bytesMax: 3 * (1 + 100 + RecentValues.overheadBytes))
    let value = [UInt8](repeating: 1, count: 100)
    for key in ["a", "b", "c"] { try await store.set(value, at: key) }
    _ = try await store.get("a")
    try await store.set(value, at: "d")
    #expect(try await store.get(["a", "b", "c", "d"]) == [value, nil, value, value])
  }

  @Test("Recently used values agree with a plain list, over random operations")
  func recentValuesAgainstModel() {
    let seed = UInt64.random(in: .min ... .max)
    var random = SeededGenerator(seed: seed)
    let bytesMax = 20 * (RecentValues.overheadBytes + 10)
    var values = RecentValues(bytesMax: bytesMax)
    var model: [(key: String, value: [UInt8])] = []
    for step in 0..<3000 {
      let key = "k\(Int.random(in: 0..<40, using: &random))"
      let known = model.firstIndex { $0.key == key }
      switch Int.random(in: 0..<3, using: &random) {
      case 0:
        #expect(values.value(of: key)?.bytes == known.map { model[$0].value }, "seed \(seed), step \(step)")
        if let known { model.append(model.remove(at: known)) }
      case 1:
        let value = [UInt8](repeating: 1, count: Int.random(in: 0...30, using: &random))
        values.set(OnlineValue(bytes: value, version: .new()), of: key)
        if let known { model.remove(at: known) }
        model.append((key, value))
        while cost(of: model) > bytesMax { model.removeFirst() }
      default:
        #expect(values.remove(key) == (known != nil), "seed \(seed), step \(step)")
        if let known { model.remove(at: known) }
      }
      #expect(values.count == model.count, "seed \(seed), step \(step)")
    }
  }

  @Test("At least the newest seen keys are remembered, and at most twice as many")
  func seenBound() async throws {
    let folder = try TemporaryFolder()
    let stores: [any OnlineStore] = [
      MemoryOnlineStore(seenKeysMax: 10),
      try await SQLiteOnlineStore.open(folder.path("online.sqlite"), seenKeysMax: 10),
    ]
    for store in stores {
      let keys = (0..<100).map(String.init)
      for key in keys { try await store.markSeen([key]) }
      #expect(try await store.seen(Array(keys.suffix(10))).allSatisfy { $0 })
      #expect(try await store.seen(keys).count(where: { $0 }) <= 20)
    }
  }

  @Test("Two handles on one file see each other's values, as two processes do")
  func twoHandles() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("online.sqlite")
    async let first = SQLiteOnlineStore.open(path)
    async let second = SQLiteOnlineStore.open(path)
    let (one, other) = (try await first, try await second)
    try await withThrowingTaskGroup { group in
      for number in 0..<20 {
        group.addTask { try await one.set([UInt8(number)], at: "one/\(number)") }
        group.addTask { try await other.set([UInt8(number)], at: "other/\(number)") }
      }
      try await group.waitForAll()
    }
    #expect(try await one.get("other/19") == [19])
    #expect(try await other.get("one/19") == [19])
    try await one.markSeen(["e"])
    #expect(try await other.seen(["e"]) == [true])
  }

  @Test("A file written by a newer version is refused, names what is unknown, and stays as it was, byte for byte")
  func newerSchema() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("online.sqlite")
    _ = try await SQLiteOnlineStore.open(path)
    let queue = try DatabaseQueue(path: path)
    try await queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('online.99')") }
    // All of it into the file itself, so that whoever closes it later has nothing to move there.
    try await queue.writeWithoutTransaction { _ = try $0.checkpoint(.truncate) }
    try queue.close()
    let before = try await Program.check("sha256sum", [path])
    await #expect(throws: StorageError.wrongSchema(path: path, unknownMigrations: ["online.99"])) {
      try await SQLiteOnlineStore.open(path)
    }
    #expect(try await Program.check("sha256sum", [path]) == before)
  }

  @Test("A full file refuses new values, says so, and keeps the old ones")
  func full() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("online.sqlite")
    let store = try await SQLiteOnlineStore.open(path, bytesMax: 200_000)
    try await store.set([1], at: "small")
    let large = [UInt8](repeating: 1, count: 100_000)
    let entries = (0..<5).map { OnlineEntry(key: "large/\($0)", value: large) }
    await #expect(throws: StorageError.full(path: path)) { try await store.set(entries) }
    #expect(try await store.get(["small", "large/0"]) == [[1], nil])
  }

  private func cost(of model: [(key: String, value: [UInt8])]) -> Int {
    model.reduce(0) { $0 + $1.key.utf8.count + $1.value.count + RecentValues.overheadBytes }
  }
}
