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
    Check("a value that was read is replaced, and keys are marked with it", replaces),
    Check("a value that changed, went or came since it was read stays, and all that was to go with it", refusesStale),
    Check("a value that was removed and set again is another, though its bytes are the same", remembersNoVersion),
    Check("nothing is replaced along with a key that was seen", refusesSeen),
    Check("many that read and replace one value at once lose nothing of each other", replacesAmongMany),
    Check("what is forgotten has no value and no mark, and may come anew", forgets),
    Check("keys and values over their bounds are refused, and nothing is set", refuses),
  ]

  private static func comesBack(_ store: any OnlineStore) async throws {
    #expect(try await store.get("profile/nobody") == nil)
    for value in [[], [0], Array(0...255), [UInt8](repeating: 3, count: 200_000)] as [[UInt8]] {
      try await store.set(value, at: "profile/å \u{1F3B5}")
      #expect(try await store.get("profile/å \u{1F3B5}") == value)
    }
  }

  private static func forgets(_ store: any OnlineStore) async throws {
    try await store.set(
      [OnlineEntry(key: "a", value: [1]), OnlineEntry(key: "b", value: [2])], markingSeen: ["a", "c"])
    #expect(try await store.forget(["a", "nobody"], seen: ["c", "d"]) == OnlineRemoval(values: 1, marks: 1))
    #expect(try await store.get(["a", "b"]) == [nil, [2]])
    #expect(try await store.seen(["a", "c"]) == [true, false])
    #expect(try await store.forget([], seen: []) == OnlineRemoval(values: 0, marks: 0))
    try await store.set([OnlineEntry(key: "a", value: [3])], markingSeen: ["c"])
    #expect(try await store.get("a") == [3])
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

  private static func replaces(_ store: any OnlineStore) async throws {
    #expect(try await store.replace([change("a", [1], nil), change("b", [], nil)], markingSeen: ["x"]) != nil)
    let read = try await store.read(["a", "b", "nobody"])
    #expect(read.map { $0?.bytes } == [[1], [], nil])
    #expect(try await store.replace([change("b", [3], read[1]), change("a", [2], read[0])], markingSeen: ["y"]) != nil)
    #expect(try await store.get(["a", "b"]) == [[2], [3]])
    #expect(try await store.seen(["x", "y"]) == [true, true])
    #expect(try await store.replace([], markingSeen: ["z"]) != nil)
    #expect(try await store.seen(["z"]) == [true])
  }

  private static func refusesStale(_ store: any OnlineStore) async throws {
    try await store.set([OnlineEntry(key: "set", value: [1]), OnlineEntry(key: "gone", value: [1])])
    let read = try await store.read(["set", "gone"])
    try await store.set([1], at: "set")
    try await store.delete("gone")
    try await store.set([1], at: "came")
    for stale in [change("set", [2], read[0]), change("gone", [2], read[1]), change("came", [2], nil)] {
      #expect(try await store.replace([change("other", [2], nil), stale], markingSeen: ["x"]) == nil)
    }
    #expect(try await store.get(["set", "gone", "came", "other"]) == [[1], nil, [1], nil])
    #expect(try await store.seen(["x"]) == [false])
  }

  private static func refusesSeen(_ store: any OnlineStore) async throws {
    try await store.markSeen(["x"])
    #expect(try await store.replace([change("a", [1], nil)], markingSeen: ["w", "x"]) == nil)
    #expect(try await store.replace([], markingSeen: ["x"]) == nil)
    #expect(try await store.get("a") == nil)
    #expect(try await store.seen(["w", "x"]) == [false, true])
  }

  private static func remembersNoVersion(_ store: any OnlineStore) async throws {
    try await store.set([1], at: "a")
    let read = try await store.read(["a"])[0]
    try await store.delete("a")
    try await store.set([1], at: "a")
    #expect(try await store.replace([change("a", [2], read)], markingSeen: []) == nil)
    #expect(try await store.get("a") == [1])
  }

  private static func replacesAmongMany(_ store: any OnlineStore) async throws {
    try await withThrowingTaskGroup { group in
      for writer in UInt8(0)..<8 {
        group.addTask {
          for _ in 0..<5 {
            while true {
              let read = try await store.read(["log"])[0]
              if try await store.replace([change("log", (read?.bytes ?? []) + [writer], read)], markingSeen: []) != nil
              {
                break
              }
            }
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try await store.get("log")?.sorted() == (0..<40).map { UInt8($0 / 5) })
  }

  private static func change(_ key: String, _ value: [UInt8], _ read: OnlineValue?) -> OnlineChange {
    OnlineChange(OnlineEntry(key: key, value: value), read: read?.version)
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
        try await store.replace([change("good", [], nil)] + keys.map { change($0, [], nil) }, markingSeen: [])
      }
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
