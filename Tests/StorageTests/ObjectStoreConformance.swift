import Storage
import Testing

/// What every object store does, whatever it is made of. Each check is given an empty store.
enum ObjectStoreConformance {
  /// The checks by name.
  static let checks: [Check<any ObjectStore>] = [
    Check("an object comes back as it was put", comesBack),
    Check("a put takes the place of the object before", replaces),
    Check("an object is read in parts, up to its end", readsParts),
    Check("what is not there is not found", missing),
    Check("keys are listed in the order of their bytes, by prefix and page", lists),
    Check("deleting removes one object, and nothing when there is none", deletes),
    Check("keys outside the rule are refused by every call", refusesKeys),
    Check("many puts at once all arrive", manyAtOnce),
  ]

  private static func comesBack(_ store: any ObjectStore) async throws {
    for bytes in [[], [0], Array(0...255), [UInt8](repeating: 7, count: 300_000)] as [[UInt8]] {
      let key = "some/where/\(bytes.count).bin"
      try await store.put(bytes, at: key)
      #expect(try await store.get(key) == bytes)
      #expect(try await store.exists(key))
    }
  }

  private static func replaces(_ store: any ObjectStore) async throws {
    try await store.put([1, 2, 3], at: "a/b")
    try await store.put([4], at: "a/b")
    #expect(try await store.get("a/b") == [4])
    #expect(try await store.list(prefix: "") == ["a/b"])
  }

  private static func readsParts(_ store: any ObjectStore) async throws {
    try await store.put(Array(0...99), at: "a/b")
    try await store.put([], at: "empty")
    #expect(try await store.read("a/b", at: 0, bytesMax: 10) == Array(0...9))
    #expect(try await store.read("a/b", at: 90, bytesMax: 100) == Array(90...99))
    #expect(try await store.read("a/b", at: 100, bytesMax: 1) == [])
    #expect(try await store.read("a/b", at: 1000, bytesMax: 1) == [])
    #expect(try await store.read("empty", at: 0, bytesMax: 10) == [])
    let error = await #expect(throws: StorageError.self) { try await store.read("a/c", at: 0, bytesMax: 1) }
    guard case .notFound = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
  }

  private static func missing(_ store: any ObjectStore) async throws {
    #expect(try await !store.exists("nobody/here"))
    #expect(try await store.list(prefix: "nobody/") == [])
    let error = await #expect(throws: StorageError.self) { try await store.get("nobody/here") }
    guard case .notFound(let what) = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
    #expect(what.contains("nobody/here"))
  }

  private static func lists(_ store: any ObjectStore) async throws {
    let keys = ["a-b/c", "a.d", "a/b/c", "a/b=1/x", "a/b=10/x", "a/b=2/x", "a0", "b/a"]
    for key in keys.shuffled() { try await store.put([1], at: key) }
    #expect(try await store.list(prefix: "") == keys)
    #expect(try await store.list(prefix: "a/") == ["a/b/c", "a/b=1/x", "a/b=10/x", "a/b=2/x"])
    #expect(try await store.list(prefix: "a/b=1") == ["a/b=1/x", "a/b=10/x"])
    #expect(try await store.list(prefix: "a/b/c") == ["a/b/c"])
    var paged: [String] = []
    while let page = try await nonEmpty(store.list(prefix: "", after: paged.last, keysMax: 2)) { paged += page }
    #expect(paged == keys)
    for (index, key) in keys.enumerated() {
      #expect(try await store.list(prefix: "", after: key, keysMax: 100) == Array(keys[(index + 1)...]))
    }
    #expect(try await store.list(prefix: "a/", after: "a/b=1/a", keysMax: 1) == ["a/b=1/x"])
  }

  private static func deletes(_ store: any ObjectStore) async throws {
    try await store.put([1], at: "x/one")
    try await store.put([2], at: "x/two")
    try await store.delete("x/one")
    try await store.delete("x/one")
    try await store.delete("y/never")
    #expect(try await store.list(prefix: "") == ["x/two"])
    #expect(try await !store.exists("x/one"))
  }

  private static func refusesKeys(_ store: any ObjectStore) async throws {
    let long = String(repeating: "a/", count: 300) + "a"
    let wide = String(repeating: "w", count: 201)
    let bad = [
      "", "/", "/etc/passwd", "a/../b", "..", ".", ".hidden", "a/.b", "a//b", "a/", "a b", "a\\b", "ä", "a\0b", long,
      wide,
    ]
    for key in bad {
      await expectBadKey { try await store.put([1], at: key) }
      await expectBadKey { _ = try await store.get(key) }
      await expectBadKey { _ = try await store.read(key, at: 0, bytesMax: 1) }
      await expectBadKey { _ = try await store.exists(key) }
      await expectBadKey { try await store.delete(key) }
    }
    for prefix in ["../", "/", "a/../", ".incoming", "a//"] {
      await expectBadKey { _ = try await store.list(prefix: prefix) }
    }
    #expect(try await store.list(prefix: "") == [])
  }

  private static func manyAtOnce(_ store: any ObjectStore) async throws {
    try await withThrowingTaskGroup { group in
      for number in 0..<32 {
        group.addTask { try await store.put([UInt8(number)], at: "many/\(number % 4)/\(number)") }
        group.addTask { try await store.put([UInt8(number)], at: "same") }
      }
      try await group.waitForAll()
    }
    #expect(try await store.list(prefix: "many/").count == 32)
    #expect(try await store.get("same").count == 1)
  }

  private static func nonEmpty(_ keys: [String]) -> [String]? { keys.isEmpty ? nil : keys }

  private static func expectBadKey(_ body: () async throws -> Void) async {
    let error = await #expect(throws: StorageError.self) { try await body() }
    guard case .badKey = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
  }
}
