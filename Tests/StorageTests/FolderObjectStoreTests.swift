import FoundationEssentials
import Glibc
import Support
import Testing

@testable import Storage

@Suite("A folder of objects")
struct FolderObjectStoreTests {
  @Test("A half-written file that a crash left behind is neither listed nor found")
  func leftovers() async throws {
    let folder = try TemporaryFolder()
    let store = try await FolderObjectStore.open(folder.path)
    try await store.put([1], at: "a/b")
    try folder.write([9, 9], to: ".incoming/1234-half")
    #expect(try await FolderObjectStore.open(folder.path).list(prefix: "") == ["a/b"])
    #expect(try folder.names(in: ".incoming") == ["1234-half"])
  }

  @Test("A leftover older than an hour is removed when the store is opened")
  func oldLeftovers() async throws {
    let folder = try TemporaryFolder()
    _ = try await FolderObjectStore.open(folder.path)
    try folder.write([9], to: ".incoming/old")
    let old = Date(timeIntervalSince1970: 1_000_000)
    try FileManager.default.setAttributes([.modificationDate: old], ofItemAtPath: folder.path(".incoming/old"))
    _ = try await FolderObjectStore.open(folder.path)
    #expect(try folder.names(in: ".incoming") == [])
  }

  @Test("A put leaves no temporary file, whether it worked or not")
  func noTemporaryFiles() async throws {
    let folder = try TemporaryFolder()
    let store = try await FolderObjectStore.open(folder.path)
    try await store.put([1], at: "a")
    let error = await #expect(throws: StorageError.self) { try await store.put([2], at: "a/below-a-file") }
    #expect(error == .wrongKind(path: folder.path("a"), expected: "a folder"))
    #expect(try folder.names(in: ".incoming") == [])
    #expect(try await store.get("a") == [1])
  }

  @Test("A key that is a folder is not an object")
  func folderIsNoObject() async throws {
    let folder = try TemporaryFolder()
    let store = try await FolderObjectStore.open(folder.path)
    try await store.put([1], at: "a/b")
    #expect(try await !store.exists("a"))
    await #expect(throws: StorageError.self) { try await store.get("a") }
    let error = await #expect(throws: StorageError.self) { try await store.put([2], at: "a") }
    #expect(error == .wrongKind(path: folder.path("a"), expected: "a file"))
  }

  @Test("Files that somebody else put there under impossible names are not listed")
  func foreignFiles() async throws {
    let folder = try TemporaryFolder()
    let store = try await FolderObjectStore.open(folder.path)
    try folder.write([1], to: "with space")
    try folder.write([1], to: "ünïcode")
    try folder.write([1], to: "good")
    #expect(try await store.list(prefix: "") == ["good"])
  }

  @Test("A missing folder is made, but not a whole path that was mistyped")
  func missingFolder() async throws {
    let folder = try TemporaryFolder()
    _ = try await FolderObjectStore.open(folder.path("new"))
    #expect(try folder.names() == ["new"])
    let wrong = folder.path("no/such/place")
    await #expect(throws: StorageError.missingFolder(path: wrong)) { try await FolderObjectStore.open(wrong) }
    #expect(try folder.names() == ["new"])
  }

  @Test("A file where the folder should be is named")
  func fileInPlace() async throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "file")
    let path = folder.path("file")
    await #expect(throws: StorageError.wrongKind(path: path, expected: "a folder")) {
      try await FolderObjectStore.open(path)
    }
  }

  @Test("What the system says of a disk or a folder becomes an error that names the path")
  func systemFailures() {
    #expect(SystemFailure.error(code: ENOSPC, "write", "/data/x") == .full(path: "/data/x"))
    #expect(SystemFailure.error(code: EDQUOT, "write", "/data/x") == .full(path: "/data/x"))
    #expect(
      SystemFailure.error(code: EROFS, "create", "/data/x")
        == .notPermitted(path: "/data/x", reason: "Read-only file system"))
    #expect(
      SystemFailure.error(code: EIO, "write", "/data/x").description == "could not write /data/x: Input/output error")
  }
}
