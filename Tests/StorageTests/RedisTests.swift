import Support
import Testing

@testable import Storage

@Suite("Redis", .enabled(if: RedisServer.isInstalled, "redis-server is not installed"))
struct RedisTests {
  @Test("Redis is an online store")
  func conformance() async throws {
    try await RedisServer.with { server in
      for (database, check) in OnlineStoreConformance.checks.enumerated() {
        try await check.run(try await RedisOnlineStore.open(RedisAddress("\(server.address)/\(database)")))
      }
    }
  }

  @Test("What was set is there after the server was killed and started again, and calls meanwhile wait for it")
  func restarts() async throws {
    try await RedisServer.with { server in
      let store = try await RedisOnlineStore.open(RedisAddress(server.address))
      try await store.set([1], at: "a")
      try await server.kill()
      async let waiting = store.set([OnlineEntry(key: "b", value: [2])], markingSeen: ["s"])
      try await server.start()
      try await waiting
      #expect(try await store.get(["a", "b"]) == [[1], [2]])
      #expect(try await store.seen(["s"]) == [true])
    }
  }

  @Test("A server that stays away is named in the error, without the password")
  func away() async throws {
    let port = try LoopbackPort.free()
    let address = try RedisAddress("redis://me:secret@127.0.0.1:\(port)")
    let error = await #expect(throws: StorageError.self) { try await RedisOnlineStore.open(address) }
    guard case .unreachable("redis://127.0.0.1:\(port)/0", _) = error else {
      Issue.record("got \(String(describing: error))")
      return
    }
  }

  @Test("A wrong password is refused at once, and the right one lets us in")
  func password() async throws {
    try await RedisServer.with(settings: ["--requirepass", "right"]) { server in
      let wrong = server.address.replacing("//", with: "//:wrong@")
      let error = await #expect(throws: StorageError.self) { try await RedisOnlineStore.open(RedisAddress(wrong)) }
      guard case .notPermitted = error else {
        Issue.record("got \(String(describing: error))")
        return
      }
      let none = await #expect(throws: StorageError.self) {
        try await RedisOnlineStore.open(RedisAddress(server.address))
      }
      guard case .notPermitted = none else {
        Issue.record("got \(String(describing: none))")
        return
      }
      let right = server.address.replacing("//", with: "//:right@")
      try await RedisOnlineStore.open(RedisAddress(right)).set([1], at: "a")
    }
  }

  @Test("A full server refuses new values, says so, and keeps the old ones")
  func full() async throws {
    try await RedisServer.with(settings: ["--maxmemory", "3mb"]) { server in
      let store = try await RedisOnlineStore.open(RedisAddress(server.address))
      try await store.set([1], at: "small")
      let large = [UInt8](repeating: 7, count: 500_000)
      let entries = (0..<8).map { OnlineEntry(key: "large/\($0)", value: large) }
      await #expect(throws: StorageError.full(path: "\(server.address)/0")) {
        for entry in entries { try await store.set([entry], markingSeen: ["mark"]) }
      }
      #expect(try await store.get("small") == [1])
    }
  }

  @Test("Marks go after their time, values do not")
  func forgets() async throws {
    try await RedisServer.with { server in
      let store = try await RedisOnlineStore.open(RedisAddress(server.address), seenSeconds: 1)
      try await store.set([OnlineEntry(key: "a", value: [1])], markingSeen: ["s"])
      try await eventually("the mark is gone") { try await store.seen(["s"]) == [false] }
      #expect(try await store.get("a") == [1])
    }
  }

  @Test(
    "A server that may drop keys is refused, with what to set, unless the address allows it",
    arguments: ["allkeys-lru", "volatile-ttl"])
  func eviction(_ policy: String) async throws {
    try await RedisServer.with(settings: ["--maxmemory-policy", policy]) { server in
      let error = await #expect(throws: StorageError.self) {
        try await RedisOnlineStore.open(RedisAddress(server.address))
      }
      #expect(error == .mayEvict(address: "\(server.address)/0", policy: policy))
      #expect(error?.description.contains("noeviction") == true)
      let allowed = try RedisAddress("\(server.address)/0?eviction=allowed")
      #expect(allowed.description == "\(server.address)/0")
      try await RedisOnlineStore.open(allowed).set([1], at: "a")
    }
  }

  @Test("A server that does not tell whether it drops keys is used")
  func silentAboutEviction() async throws {
    try await RedisServer.with(settings: ["--rename-command", "INFO", ""]) { server in
      try await RedisOnlineStore.open(RedisAddress(server.address)).set([1], at: "a")
    }
  }
}
