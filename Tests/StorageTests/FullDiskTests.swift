import Domain
import Features
import Support
import Testing

@testable import Storage

/// What the stores say and keep when the disk fails them. The disk is real, and small.
@Suite("A disk that fails", .enabled(if: SmallDisk.isPossible, "only root may mount the small disk"))
struct FullDiskTests {
  @Test("A folder of objects on a full disk says so, keeps what it had whole, and takes more when there is room")
  func folderFull() async throws {
    let disk = try SmallDisk(kilobytes: 512)
    let store = try await FolderObjectStore.open(disk.path("objects"))
    try await store.put([1, 2, 3], at: "a/old")
    let large = [UInt8](repeating: 7, count: 600_000)
    for key in ["a/new", "a/old"] {
      let error = await #expect(throws: StorageError.self) { try await store.put(large, at: key) }
      guard case .full(let path) = error, path.hasPrefix(disk.path) else {
        Issue.record("got \(String(describing: error))")
        return
      }
    }
    #expect(try await store.list(prefix: "") == ["a/old"])
    #expect(try await store.get("a/old") == [1, 2, 3])
    #expect(try disk.names(in: "objects/.incoming") == [])
    try await store.put(Array(large.prefix(200_000)), at: "a/new")
    #expect(try await FolderObjectStore.open(disk.path("objects")).get("a/new").count == 200_000)
  }

  @Test("A database on a full disk says so and keeps the catalog it had, also for who opens it next")
  func databaseFull() async throws {
    let disk = try SmallDisk(kilobytes: 1024)
    let path = disk.path("bandstand.sqlite")
    let database = try await SQLiteDatabase.open(path)
    let old = [CatalogItem(item: Item(identifier: ItemIdentifier(.artist, 1)), title: "one")]
    _ = try await database.replaceCatalog(old)
    let many = (0..<30_000).map {
      CatalogItem(item: Item(identifier: ItemIdentifier(.track, $0)), title: "track \($0)")
    }
    await #expect(throws: StorageError.full(path: path)) { _ = try await database.replaceCatalog(many) }
    for database in [database, try await SQLiteDatabase.open(path)] {
      #expect(try await database.catalog().items == old)
      #expect(try await database.catalogVersion() == 1)
    }
    _ = try await database.replaceCatalog(Array(many.prefix(100)))
    #expect(try await database.catalog().items.count == 100)
  }

  @Test("An online store on a full disk says so, and sets and marks nothing")
  func onlineFull() async throws {
    let disk = try SmallDisk(kilobytes: 1024)
    let path = disk.path("online.sqlite")
    let store = try await SQLiteOnlineStore.open(path)
    try await store.set([OnlineEntry(key: "old", value: [1])], markingSeen: ["first"])
    let read = try await store.read(["old"])[0]
    let large = [UInt8](repeating: 7, count: 500_000)
    let changes = [
      OnlineChange(OnlineEntry(key: "old", value: large), read: read?.version),
      OnlineChange(OnlineEntry(key: "new", value: large), read: nil),
      OnlineChange(OnlineEntry(key: "newer", value: large), read: nil),
    ]
    await #expect(throws: StorageError.full(path: path)) {
      _ = try await store.replace(changes, markingSeen: ["second"])
    }
    #expect(try await store.get(["old", "new", "newer"]) == [[1], nil, nil])
    #expect(try await store.seen(["first", "second"]) == [true, false])
    #expect(try await store.replace([OnlineChange(changes[1].entry, read: nil)], markingSeen: []) != nil)
  }

  @Test("Stores that are made on a disk without any room say so, and can be made there once it has some")
  func noRoomAtAll() async throws {
    let disk = try SmallDisk(kilobytes: 512)
    var fillers = 0
    while (try? disk.write([UInt8](repeating: 0, count: 4096), to: "filler\(fillers)")) != nil { fillers += 1 }
    let path = disk.path("bandstand.sqlite")
    await #expect(throws: StorageError.full(path: path)) { _ = try await SQLiteDatabase.open(path) }
    for filler in 0...fillers { disk.remove("filler\(filler)") }
    #expect(try await SQLiteDatabase.open(path).catalogVersion() == 0)
  }

  @Test("A disk that cannot be written is refused when a store is opened, and by each write after that")
  func readOnly() async throws {
    let disk = try SmallDisk(kilobytes: 1024)
    let store = try await FolderObjectStore.open(disk.path("objects"))
    try await store.put([1], at: "a")
    try disk.makeReadOnly()
    await expectNotPermitted("objects", of: disk) { try await store.put([2], at: "b") }
    await expectNotPermitted("objects", of: disk) { try await store.delete("a") }
    await expectNotPermitted("objects", of: disk) { _ = try await FolderObjectStore.open(disk.path("objects")) }
    await expectNotPermitted("", of: disk) { _ = try await SQLiteDatabase.open(disk.path("b.sqlite")) }
    await expectNotPermitted("", of: disk) { _ = try await SQLiteOnlineStore.open(disk.path("o.sqlite")) }
    #expect(try await store.get("a") == [1])
    #expect(try disk.names() == ["objects"])
  }

  private func expectNotPermitted(_ name: String, of disk: SmallDisk, _ body: () async throws -> Void) async {
    let error = await #expect(throws: StorageError.self) { try await body() }
    guard case .notPermitted(let path, _) = error, path.hasPrefix(name.isEmpty ? disk.path : disk.path(name)) else {
      Issue.record("got \(String(describing: error))")
      return
    }
  }
}
