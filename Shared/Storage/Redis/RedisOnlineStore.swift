/// Values in a Redis server that any number of processes on any machines share.
///
/// Values stand under `value.2:`, each behind the eight bytes of its version, and marks of seen keys under `seen:`, which go
/// after ``seenSecondsDefault``. The 2 is that layout's own: values that an older one left under `value:` are not read, and are
/// rebuilt. A value survives what the server's own persistence survives; the event log is the truth and values are rebuilt from it. The server must
/// refuse writes when its memory is full (`maxmemory-policy noeviction`); that is ``StorageError/full(path:)`` here. One that
/// drops keys instead is refused when the store is opened, unless the address allows it. While
/// the server is away, calls try again for up to ``patienceSeconds``; every call may be repeated safely.
public struct RedisOnlineStore: OnlineStore {
  private let pool: ConnectionPool<RedisConnection>
  private let seenSeconds: Int

  /// How long a seen key is remembered unless told otherwise, in seconds: 7 days, about 100 bytes of the server each.
  public static let seenSecondsDefault = 7 * 24 * 3600
  /// How long calls try to reach the server, in seconds: a listener is waiting.
  public static let patienceSeconds = 3

  /// Opens the store and sees that the server answers, and that it drops nothing.
  ///
  /// - Throws: ``StorageError``.
  public static func open(_ address: RedisAddress, seenSeconds: Int = seenSecondsDefault) async throws
    -> RedisOnlineStore
  {
    let pool = ConnectionPool(to: address.description, patience: .seconds(patienceSeconds)) {
      try RedisConnection(to: address)
    }
    let store = RedisOnlineStore(pool: pool, seenSeconds: max(1, seenSeconds))
    let replies = try await pool.run { try $0.send([RedisEviction.question], mayRepeat: true) }
    for case .error(let reason) in replies where reason.hasPrefix("NOAUTH") {
      throw StorageError.notPermitted(path: pool.address, reason: reason)
    }
    try RedisEviction.check(replies, of: address)
    return store
  }

  /// One command.
  public func read(_ keys: [String]) async throws -> [OnlineValue?] {
    try OnlineRule.check(keys)
    return try await values(of: keys.map(Self.valueKey)).map { reply in
      guard case .bytes(let stored) = reply else { return nil }
      guard let value = OnlineValue(redis: stored) else { throw unexpected("a value has no version") }
      return value
    }
  }

  /// One transaction (MULTI and EXEC), sent as a whole.
  public func set(_ entries: [OnlineEntry], markingSeen keys: [String]) async throws {
    try OnlineRule.check(entries)
    try OnlineRule.check(keys)
    let lifetime = Array(String(seenSeconds).utf8)
    let version = OnlineVersion.new().redisBytes
    let sets = entries.map { [Word.set, Self.valueKey($0.key), version + $0.value] }
    let marks = keys.map { [Word.set, Self.seenKey($0), Word.one, Word.expire, lifetime] }
    _ = try await transaction(sets + marks)
  }

  /// One script, which the server runs alone. Should the server go away in the middle and be asked again, the script knows
  /// what it did by the new version, which stands in the marks too.
  public func replace(_ changes: [OnlineChange], markingSeen keys: [String]) async throws -> OnlineVersion? {
    try OnlineRule.check(changes.map(\.entry))
    try OnlineRule.check(keys)
    let stored = changes.map { Self.valueKey($0.entry.key) } + keys.map(Self.seenKey)
    let count = { (number: Int) in Array(String(number).utf8) }
    let conditions = changes.flatMap { [$0.read?.redisBytes ?? [], $0.entry.value] }
    let version = OnlineVersion.new()
    let arguments = [version.redisBytes, count(seenSeconds), count(changes.count)] + conditions
    let replies = try await send([[Word.evaluate, RedisScripts.replace, count(stored.count)] + stored + arguments])
    guard case .integer(let isKept) = replies.first else { throw unexpected("0 or 1 was expected") }
    return isKept == 1 ? version : nil
  }

  /// One transaction. Should the server go away in the middle, a key that it had removed already is told as not there.
  public func delete(_ keys: [String]) async throws -> [Bool] {
    try OnlineRule.check(keys)
    return try await transaction(keys.map { [Word.delete, Self.valueKey($0)] }).map { $0 == .integer(1) }
  }

  /// One transaction. The server's own files have what it removed until it writes them anew.
  public func forget(_ keys: [String], seen marks: [String]) async throws -> OnlineRemoval {
    try OnlineRule.check(keys)
    try OnlineRule.check(marks)
    let stored = keys.map(Self.valueKey) + marks.map(Self.seenKey)
    let removed = try await transaction(stored.map { [Word.delete, $0] }).map { $0 == .integer(1) }
    return OnlineRemoval(
      values: removed.prefix(keys.count).count { $0 }, marks: removed.dropFirst(keys.count).count { $0 })
  }

  /// Nil: the files are the server's.
  public func occurrences(of texts: [String]) -> [Int]? { nil }

  /// One command.
  public func seen(_ keys: [String]) async throws -> [Bool] {
    try OnlineRule.check(keys)
    return try await values(of: keys.map(Self.seenKey)).map { $0 != .none }
  }

  private func values(of keys: [[UInt8]]) async throws -> [RedisReply] {
    guard !keys.isEmpty else { return [] }
    guard case .list(let values) = try await send([[Word.get] + keys]).first, values.count == keys.count else {
      throw unexpected("a list of \(keys.count) values was expected")
    }
    return values
  }

  /// Does all commands or none, and returns their replies.
  private func transaction(_ commands: [[[UInt8]]]) async throws -> [RedisReply] {
    guard !commands.isEmpty else { return [] }
    let replies = try await send([[Word.begin]] + commands + [[Word.commit]])
    guard case .list(let answers) = replies.last, answers.count == commands.count else {
      throw unexpected("a list of \(commands.count) answers was expected")
    }
    for case .error(let reason) in answers { throw unexpected(reason) }
    return answers
  }

  /// - Throws: For the first reply that is an error.
  private func send(_ commands: [[[UInt8]]]) async throws -> [RedisReply] {
    let replies = try await pool.run { connection in
      let replies = try connection.send(commands, mayRepeat: true)
      // A server that has just been started takes connections before it has read what it keeps.
      for case .error(let reason) in replies where reason.hasPrefix("LOADING") {
        throw ConnectionLost(reason: reason, mayRepeat: true)
      }
      return replies
    }
    for case .error(let reason) in replies {
      if reason.hasPrefix("OOM") { throw StorageError.full(path: pool.address) }
      let isForbidden = reason.hasPrefix("NOAUTH") || reason.hasPrefix("NOPERM") || reason.hasPrefix("READONLY")
      throw isForbidden ? .notPermitted(path: pool.address, reason: reason) : unexpected(reason)
    }
    return replies
  }

  private func unexpected(_ reason: String) -> StorageError {
    .operationFailed(path: pool.address, operation: "use", reason: reason)
  }

  private static func valueKey(_ key: String) -> [UInt8] { Array("value.2:".utf8) + Array(key.utf8) }
  private static func seenKey(_ key: String) -> [UInt8] { Array("seen:".utf8) + Array(key.utf8) }

  private enum Word {
    static let set = Array("SET".utf8)
    static let get = Array("MGET".utf8)
    static let delete = Array("DEL".utf8)
    static let expire = Array("EX".utf8)
    static let one = Array("1".utf8)
    static let evaluate = Array("EVAL".utf8)
    static let begin = Array("MULTI".utf8)
    static let commit = Array("EXEC".utf8)
  }
}
