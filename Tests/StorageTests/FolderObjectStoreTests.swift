import Foundation
import Glibc
import Support
import Synchronization
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

  @Test("What the store makes is for its owner alone; what was there keeps its permissions")
  func permissions() async throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(atPath: folder.path("objects"), withIntermediateDirectories: false)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path("objects"))
    let store = try await FolderObjectStore.open(folder.path("objects"))
    try await store.put([1], at: "a/b/c")
    let expected = ["": 0o755, "/.incoming": 0o700, "/a": 0o700, "/a/b": 0o700, "/a/b/c": 0o600]
    for (name, permissions) in expected {
      #expect(try folder.permissions(of: "objects\(name)") == permissions, "\(name)")
    }
  }

  @Test("A link in the store is never followed, whether to a file, a folder, or in place of where puts begin")
  func links() async throws {
    let (folder, outside) = (try TemporaryFolder(), try TemporaryFolder())
    let store = try await FolderObjectStore.open(folder.path)
    try outside.write([9], to: "secret")
    let files = FileManager.default
    try files.createSymbolicLink(atPath: folder.path("file"), withDestinationPath: outside.path("secret"))
    try files.createSymbolicLink(atPath: folder.path("folder"), withDestinationPath: outside.path)
    await #expect(throws: StorageError.link(path: folder.path("file"))) { try await store.get("file") }
    await #expect(throws: StorageError.link(path: folder.path("folder"))) { try await store.get("folder/secret") }
    await #expect(throws: StorageError.link(path: folder.path("folder"))) { try await store.put([1], at: "folder/new") }
    await #expect(throws: StorageError.link(path: folder.path("folder"))) { try await store.delete("folder/secret") }
    await #expect(throws: StorageError.self) { try await store.list(prefix: "") }
    #expect(try await store.list(prefix: "other") == [])
    #expect(try await !store.exists("file"))
    // What takes a link's name takes its place.
    try await store.put([1], at: "file")
    #expect(try await store.get("file") == [1])
    try files.removeItem(atPath: folder.path(".incoming"))
    try files.createSymbolicLink(atPath: folder.path(".incoming"), withDestinationPath: outside.path)
    await #expect(throws: StorageError.link(path: folder.path(".incoming"))) { try await store.put([1], at: "x") }
    #expect(try outside.names() == ["secret"])
    #expect(try Data(contentsOf: URL(filePath: outside.path("secret"))) == Data([9]))
  }

  @Test("A folder that becomes a link, again and again, leads nothing out of the store")
  func swappedLinks() async throws {
    let (folder, outside) = (try TemporaryFolder(), try TemporaryFolder())
    let store = try await FolderObjectStore.open(folder.path)
    try outside.write([9], to: "object")
    try await store.put([1], at: "a/object")
    let isOver = Flag()
    let swapping = Thread {
      while !isOver.isSet.load(ordering: .acquiring) {
        unsafe rename(folder.path("a"), folder.path("kept"))
        unsafe symlink(outside.path, folder.path("a"))
        unsafe unlink(folder.path("a"))
        unsafe rename(folder.path("kept"), folder.path("a"))
      }
    }
    swapping.start()
    for round in 0..<300 {
      if let bytes = try? await store.get("a/object") { #expect(bytes == [1]) }
      try? await store.put([2], at: "a/new\(round)")
      try? await store.delete("a/object\(round)")
    }
    isOver.isSet.store(true, ordering: .releasing)
    #expect(try outside.names() == ["object"])
  }

  @Test("A pipe in the store is no object, and nobody waits for it")
  func pipe() async throws {
    let folder = try TemporaryFolder()
    let store = try await FolderObjectStore.open(folder.path)
    #expect(unsafe mkfifo(folder.path("pipe"), 0o600) == 0)
    await #expect(throws: StorageError.notFound(what: "object pipe in \(folder.path)")) { try await store.get("pipe") }
  }

  private final class Flag: Sendable {
    let isSet = Atomic(false)
  }
}
