import Storage
import Support
import Testing

@Suite("Object stores")
struct ObjectStoreTests {
  @Test("A folder is an object store", arguments: ObjectStoreConformance.checks)
  func folder(_ check: Check<any ObjectStore>) async throws {
    let folder = try TemporaryFolder()
    try await check.run(try await FolderObjectStore.open(folder.path("objects")))
  }

  @Test("Memory is an object store", arguments: ObjectStoreConformance.checks)
  func memory(_ check: Check<any ObjectStore>) async throws {
    try await check.run(MemoryObjectStore())
  }

  @Test("Memory refuses what is over its bound, and keeps what it had")
  func memoryBound() async throws {
    let store = MemoryObjectStore(bytesMax: 10)
    try await store.put([UInt8](repeating: 1, count: 8), at: "a")
    await #expect(throws: StorageError.full(path: "memory: (10 bytes)")) { try await store.put([1, 2, 3], at: "b") }
    try await store.put([1, 2, 3], at: "a")
    try await store.put([1, 2, 3], at: "b")
    #expect(try await store.list(prefix: "") == ["a", "b"])
  }
}
