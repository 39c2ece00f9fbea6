import FoundationEssentials
import GRDB

/// Values in a SQLite file that several processes on one machine may share.
///
/// A value survives the end of the process; the newest may be lost with the machine's power, for the event log is the
/// truth and values are rebuilt from it. A full file refuses new values with ``StorageError/full(path:)``.
public struct SQLiteOnlineStore: OnlineStore {
  private let access: SQLiteAccess
  private let seenKeysMax: Int

  /// How many keys are read on the caller's thread at most.
  private static let keysReadHereMax = 4

  /// How many seen keys are remembered at least unless told otherwise, about 60 bytes each.
  public static let seenKeysMaxDefault = 10_000_000
  /// The largest the file may grow unless told otherwise, in bytes.
  public static let bytesMaxDefault = 64 << 30
  /// With pages of 8 kB a profile stands on one: a listener's batch costs a quarter less than with SQLite's own 4.
  private static func layout(bytesMax: Int) -> SQLiteFile.Layout {
    SQLiteFile.Layout(bytesMax: bytesMax, pageBytes: 8192, cacheBytes: 32 << 20, readerCacheBytes: 16 << 20)
  }

  /// Opens or makes the file. Its folder is made if only that is missing.
  ///
  /// - Throws: ``StorageError``.
  public static func open(
    _ path: String, seenKeysMax: Int = seenKeysMaxDefault, bytesMax: Int = bytesMaxDefault
  ) async throws -> SQLiteOnlineStore {
    try await BlockingWork.run {
      let pool = try SQLiteFile.open(
        path, durability: .normal, layout: layout(bytesMax: bytesMax), migrator: migrator)
      return SQLiteOnlineStore(access: SQLiteAccess(pool, path: path), seenKeysMax: max(1, seenKeysMax))
    }
  }

  /// One read of one snapshot; of a few keys, such as a page needs, on the caller's thread.
  public func read(_ keys: [String]) async throws -> [OnlineValue?] {
    try OnlineRule.check(keys)
    guard keys.count > Self.keysReadHereMax else { return try access.readHere { try Self.values(of: keys, in: $0) } }
    return try await access.read { try Self.values(of: keys, in: $0) }
  }

  private static func values(of keys: [String], in connection: GRDB.Database) throws -> [OnlineValue?] {
    let statement = try connection.cachedStatement(sql: "SELECT value, version FROM value WHERE key = ?")
    return try keys.map { key in
      let cursor = try Row.fetchCursor(statement, arguments: [key])
      return try withExtendedLifetime(cursor) { try cursor.next().map(value) }
    }
  }

  /// The value of a row that SQLite still has: copied once.
  private static func value(of row: Row) throws -> OnlineValue {
    let bytes = try row.withUnsafeData(atIndex: 0) { Array($0 ?? Data()) }
    return OnlineValue(bytes: bytes, version: OnlineVersion(number: UInt64(bitPattern: row[1])))
  }

  /// One transaction.
  public func set(_ entries: [OnlineEntry], markingSeen keys: [String]) async throws {
    try OnlineRule.check(entries)
    try OnlineRule.check(keys)
    let seenKeysMax = seenKeysMax
    try await access.write { connection in
      let statement = try connection.cachedStatement(sql: Self.setting)
      let version = Int64(bitPattern: OnlineVersion.new().number)
      for entry in entries { try statement.execute(arguments: [entry.key, Data(entry.value), version]) }
      _ = try Self.mark(keys, seenKeysMax: seenKeysMax, in: connection)
    }
  }

  /// One transaction, rolled back when a value is not the one that was read or a key was seen.
  public func replace(_ changes: [OnlineChange], markingSeen keys: [String]) async throws -> OnlineVersion? {
    try OnlineRule.check(changes.map(\.entry))
    try OnlineRule.check(keys)
    let seenKeysMax = seenKeysMax
    let version = OnlineVersion.new()
    let isKept = try await access.writeIf { connection in
      let number = Int64(bitPattern: version.number)
      for change in changes where try !Self.replace(change, by: number, in: connection) { return false }
      return try Self.mark(keys, seenKeysMax: seenKeysMax, in: connection) == keys.count
    }
    return isKept ? version : nil
  }

  /// Whether the value was still the one that was read.
  private static func replace(
    _ change: OnlineChange, by version: Int64, in connection: GRDB.Database
  ) throws -> Bool {
    let (key, value) = (change.entry.key, Data(change.entry.value))
    if let read = change.read {
      let statement = try connection.cachedStatement(sql: replacing)
      try statement.execute(arguments: [value, version, key, Int64(bitPattern: read.number)])
    } else {
      try connection.cachedStatement(sql: adding).execute(arguments: [key, value, version])
    }
    return connection.changesCount == 1
  }

  private static let adding = "INSERT INTO value (key, value, version) VALUES (?, ?, ?) ON CONFLICT (key) DO NOTHING"
  private static let replacing = "UPDATE value SET value = ?, version = ? WHERE key = ? AND version = ?"
  private static let setting = """
    INSERT INTO value (key, value, version) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = excluded.version
    """

  /// One transaction.
  public func delete(_ keys: [String]) async throws -> [Bool] {
    try OnlineRule.check(keys)
    return try await access.write { connection in
      let statement = try connection.cachedStatement(sql: "DELETE FROM value WHERE key = ?")
      return try keys.map { key in
        try statement.execute(arguments: [key])
        return connection.changesCount > 0
      }
    }
  }

  /// One transaction; then the write-ahead log is emptied, for it has what the pages held before.
  public func forget(_ keys: [String], seen marks: [String]) async throws -> OnlineRemoval {
    try OnlineRule.check(keys)
    try OnlineRule.check(marks)
    let removal = try await access.write { connection in
      OnlineRemoval(
        values: try Self.remove(keys, sql: "DELETE FROM value WHERE key = ?", in: connection),
        marks: try Self.remove(marks, sql: "DELETE FROM seen WHERE key = ?", in: connection))
    }
    try await access.emptyWriteAheadLog()
    return removal
  }

  /// Looks through the file and its write-ahead log.
  public func occurrences(of texts: [String]) async throws -> [Int]? {
    try await access.occurrences(of: texts)
  }

  private static func remove(_ keys: [String], sql: String, in connection: GRDB.Database) throws -> Int {
    let statement = try connection.cachedStatement(sql: sql)
    return try keys.count { key in
      try statement.execute(arguments: [key])
      return connection.changesCount > 0
    }
  }

  /// One read of one snapshot.
  public func seen(_ keys: [String]) async throws -> [Bool] {
    try OnlineRule.check(keys)
    return try await access.read { connection in
      let statement = try connection.cachedStatement(sql: "SELECT 1 FROM seen WHERE key = ?")
      return try keys.map { try Int.fetchOne(statement, arguments: [$0]) != nil }
    }
  }

  /// Marks the keys, and forgets those that are over the bound, oldest first. Returns how many were not marked before.
  private static func mark(_ keys: [String], seenKeysMax: Int, in connection: GRDB.Database) throws -> Int {
    guard !keys.isEmpty else { return 0 }
    let insert = try connection.cachedStatement(sql: "INSERT OR IGNORE INTO seen (key) VALUES (?)")
    var added = 0
    for key in keys {
      try insert.execute(arguments: [key])
      added += connection.changesCount
    }
    try connection.execute(
      sql: "DELETE FROM seen WHERE sequence <= (SELECT max(sequence) FROM seen) - ?", arguments: [seenKeysMax])
    return added
  }

  private static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("online.1") { connection in
      try connection.execute(
        sql: """
          CREATE TABLE value (key TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID, STRICT;
          CREATE TABLE seen (sequence INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE) STRICT;
          """)
    }
    migrator.registerMigration("online.2") { connection in
      try connection.execute(sql: "ALTER TABLE value ADD COLUMN version INTEGER NOT NULL DEFAULT 0")
    }
    // Values of thousands of bytes beside their key in one tree leave room for three keys a page, and a lookup reads ten pages.
    migrator.registerMigration("online.3") { connection in
      try connection.execute(
        sql: """
          CREATE TABLE kept (key TEXT NOT NULL UNIQUE, value BLOB NOT NULL, version INTEGER NOT NULL) STRICT;
          INSERT INTO kept SELECT key, value, version FROM value;
          DROP TABLE value;
          ALTER TABLE kept RENAME TO value;
          """)
    }
    return migrator
  }
}
