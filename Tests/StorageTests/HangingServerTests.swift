import Domain
import Glibc
import Support
import Synchronization
import Testing

@testable import Storage

/// Servers that are there and do not answer.
@Suite("Servers that hang")
struct HangingServerTests {
  @Test(
    "A Redis that hangs holds up nobody who asks PostgreSQL; its callers are told in time, and it is used when it is back",
    .enabled(if: RedisServer.isInstalled && PostgreSQLServer.isInstalled, "a server is not installed"))
  func redisHangs() async throws {
    try await PostgreSQLServer.with { postgres in
      try await RedisServer.with { redis in
        let database = try await PostgreSQLDatabase.open(PostgreSQLAddress(await postgres.newDatabase()))
        let online = try await RedisOnlineStore.open(RedisAddress(redis.address))
        try await online.set([1], at: "a")
        let program = try #require(await redis.running)
        kill(program.identifier, SIGSTOP)
        try await withThrowingTaskGroup { group in
          let ended = Counter()
          for _ in 0..<64 {
            group.addTask {
              let error = await #expect(throws: StorageError.self) { try await online.get("a") }
              guard case .unreachable = error else { throw Unexpected(error: error) }
              ended.count.add(1, ordering: .relaxed)
            }
          }
          for version in 1...32 {
            #expect(try await database.reserveVersion(of: "popularity").version == UInt64(version))
            guard version == 1 else { continue }
            #expect(ended.count.load(ordering: .relaxed) == 0, "PostgreSQL answers while all calls to Redis wait")
          }
          try await group.waitForAll()
        }
        kill(program.identifier, SIGCONT)
        #expect(try await online.get("a") == [1])
      }
    }
  }

  @Test(
    "A PostgreSQL that hangs holds up nobody who asks Redis, and who stops waiting for it is let go at once",
    .enabled(if: RedisServer.isInstalled && PostgreSQLServer.isInstalled, "a server is not installed"))
  func postgresHangs() async throws {
    try await PostgreSQLServer.with { postgres in
      try await RedisServer.with { redis in
        let database = try await PostgreSQLDatabase.open(PostgreSQLAddress(await postgres.newDatabase()))
        let online = try await RedisOnlineStore.open(RedisAddress(redis.address))
        try await postgres.signal(SIGSTOP)
        let waiting = (0..<64).map { _ in Task { try await database.catalogVersion() } }
        for number in 0..<32 { try await online.set([UInt8(number)], at: "a") }
        #expect(try await online.get("a") == [31])
        for task in waiting { task.cancel() }
        for task in waiting { await #expect(throws: CancellationError.self) { try await task.value } }
        try await postgres.signal(SIGCONT)
        #expect(try await database.catalogVersion() == 0)
      }
    }
  }

  @Test("A server that takes connections and says nothing is told as one that does not answer")
  func silent() async throws {
    let server = try SilentServer()
    let redis = await #expect(throws: StorageError.self) {
      try await RedisOnlineStore.open(RedisAddress("redis://127.0.0.1:\(server.port)"))
    }
    guard case .unreachable(_, let reason) = redis, reason.contains("no answer for") else {
      Issue.record("got \(String(describing: redis))")
      return
    }
    let postgres = await #expect(throws: StorageError.self) {
      let address = try PostgreSQLAddress("postgres://me@127.0.0.1:\(server.port)/band")
      return try await PostgreSQLDatabase.open(address, patience: .milliseconds(200))
    }
    guard case .unreachable = postgres else {
      Issue.record("got \(String(describing: postgres))")
      return
    }
  }

  @Test("Who waits for a connection that is free waits no longer than the patience, and a call's end frees it")
  func slots() async throws {
    let gate = Gate()
    let pool = ConnectionPool<Int>(to: "test://", patience: .milliseconds(50)) { 1 }
    let held = (0..<StorageLimits.serverConnectionsMax).map { _ in
      Task { try await pool.run { _ in gate.wait() } }
    }
    try await eventually("all connections are used") { gate.waiting.load(ordering: .acquiring) == held.count }
    let error = await #expect(throws: StorageError.self) { try await pool.run { $0 } }
    guard case .unreachable("test://", let reason) = error, reason.contains("free") else {
      Issue.record("got \(String(describing: error))")
      return
    }
    gate.open()
    for task in held { try await task.value }
    #expect(try await pool.run { $0 } == 1)
  }

  @Test("A wait for an answer ends by silence, and by its whole time however often something comes")
  func deadlines() throws {
    var ends: [Int32] = [0, 0]
    #expect(unsafe pipe(&ends) == 0)
    defer { for end in ends { close(end) } }
    var silent = AnswerDeadline(silenceSeconds: 0, totalSeconds: 10)
    guard case .late("no answer for 0 s") = silent.wait(for: POLLIN, on: ends[0]) else {
      Issue.record("a silent server was waited for")
      return
    }
    var dripping = AnswerDeadline(silenceSeconds: 10, totalSeconds: 1)
    #expect(unsafe write(ends[1], "x", 1) == 1)
    while case .ready = dripping.wait(for: POLLIN, on: ends[0]) {}
    guard case .late("its answer takes over 1 s") = dripping.wait(for: POLLIN, on: ends[0]) else {
      Issue.record("a server that drips was waited for")
      return
    }
  }

  private final class Counter: Sendable {
    let count = Atomic(0)
  }

  private final class Gate: Sendable {
    let waiting = Atomic(0)
    private let isOpen = Atomic(false)

    func wait() {
      waiting.add(1, ordering: .releasing)
      while !isOpen.load(ordering: .acquiring) { usleep(1000) }
    }

    func open() { isOpen.store(true, ordering: .releasing) }
  }

  private struct Unexpected: Error {
    let error: (any Error)?
  }
}
