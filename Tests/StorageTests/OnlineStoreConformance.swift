import Storage
import Testing

/// What every online store does, whatever it is made of. Each check is given an empty store.
enum OnlineStoreConformance {
  /// The checks by name.
  static let checks: [Check<any OnlineStore>] = [
    Check("a value comes back as it was set", comesBack),
    Check("a batch answers in the order of its keys", batches),
    Check("deleting tells what was there", deletes),
    Check("a key that was marked is seen, once or many times marked", marks),
    Check("asking whether a key was seen marks nothing", asksOnly),
    Check("values are set and keys marked together, or neither", setsAndMarksTogether),
    Check("many that set and mark at once all have their way", setsAmongMany),
    Check("keys and values over their bounds are refused, and nothing is set", refuses),
  ]

  private static func comesBack(_ store: any OnlineStore) async throws {
    #expect(try await store.get("profile/nobody") == nil)
    for value in [[], [0], Array(0...255), [UInt8](repeating: 3, count: 200_000)] as [[UInt8]] {
      try await store.set(value, at: "profile/å \u{1F3B5}")
      #expect(try await store.get("profile/å \u{1F3B5}") == value)
    }
  }

  private static func batches(_ store: any OnlineStore) async throws {
    try await store.set([
      OnlineEntry(key: "a", value: [1]), OnlineEntry(key: "b", value: [2]), OnlineEntry(key: "a", value: [3]),
    ])
    #expect(try await store.get(["b", "nobody", "a", "b"]) == [[2], nil, [3], [2]])
    #expect(try await store.get([]) == [])
    try await store.set([])
  }

  private static func deletes(_ store: any OnlineStore) async throws {
    try await store.set([1], at: "a")
    #expect(try await store.delete(["a", "b", "a"]) == [true, false, false])
    #expect(try await store.get("a") == nil)
  }

  private static func marks(_ store: any OnlineStore) async throws {
    try await store.markSeen(["x", "y", "x"])
    try await store.markSeen(["z", "y"])
    try await store.markSeen([])
    #expect(try await store.seen(["x", "y", "z", "w"]) == [true, true, true, false])
    #expect(try await store.seen([]) == [])
  }

  private static func asksOnly(_ store: any OnlineStore) async throws {
    #expect(try await store.seen(["x", "y"]) == [false, false])
    try await store.markSeen(["y"])
    #expect(try await store.seen(["x", "y", "x"]) == [false, true, false])
    #expect(try await store.get("y") == nil)
  }

  private static func setsAndMarksTogether(_ store: any OnlineStore) async throws {
    try await store.set([OnlineEntry(key: "a", value: [1])], markingSeen: ["x", "y"])
    #expect(try await store.get("a") == [1])
    #expect(try await store.seen(["x", "y", "z"]) == [true, true, false])
    await #expect(throws: StorageError.self) {
      try await store.set([OnlineEntry(key: "b", value: [2])], markingSeen: ["z", ""])
    }
    #expect(try await store.get("b") == nil)
    #expect(try await store.seen(["z"]) == [false])
  }

  private static func setsAmongMany(_ store: any OnlineStore) async throws {
    try await withThrowingTaskGroup { group in
      for number in UInt8(0)..<64 {
        group.addTask {
          try await store.set([OnlineEntry(key: "\(number)", value: [number])], markingSeen: ["s\(number)"])
        }
      }
      try await group.waitForAll()
    }
    #expect(try await store.get((0..<64).map(String.init)) == (UInt8(0)..<64).map { [$0] })
    #expect(try await store.seen((0..<64).map { "s\($0)" }).allSatisfy { $0 })
  }

  private static func refuses(_ store: any OnlineStore) async throws {
    let long = String(repeating: "k", count: StorageLimits.onlineKeyBytesMax + 1)
    let many = (0...StorageLimits.onlineBatchKeysMax).map(String.init)
    let large = [UInt8](repeating: 0, count: StorageLimits.onlineValueBytesMax + 1)
    for keys in [[""], ["a\u{0}b"], [long], many] {
      await #expect(throws: StorageError.self) { try await store.get(keys) }
      await #expect(throws: StorageError.self) { try await store.delete(keys) }
      await #expect(throws: StorageError.self) { try await store.seen(keys) }
      await #expect(throws: StorageError.self) { try await store.markSeen(keys) }
      await #expect(throws: StorageError.self) {
        try await store.set([OnlineEntry(key: "good", value: [])] + keys.map { OnlineEntry(key: $0, value: []) })
      }
    }
    await #expect(throws: StorageError.self) {
      try await store.set([OnlineEntry(key: "good", value: []), OnlineEntry(key: "large", value: large)])
    }
    #expect(try await store.get("good") == nil)
  }
}
