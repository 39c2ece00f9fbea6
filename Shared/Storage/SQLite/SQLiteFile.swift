import GRDB

/// Opens our SQLite files: one way for all of them.
///
/// Write-ahead log, so that readers never wait for a writer; a busy timeout, so that processes take turns; an application
/// number in the file's head, so that somebody else's file is refused.
enum SQLiteFile {
  /// How hard a commit waits for the disk.
  enum Durability: String {
    /// A commit is on the disk when it returns.
    case full = "FULL"
    /// A commit survives the end of the process; the newest may be lost with the power, never the file.
    case normal = "NORMAL"
  }

  /// How a file of many large values is laid out and held; others are as SQLite has them.
  struct Layout {
    /// The largest the file may grow, in bytes.
    var bytesMax: Int
    /// A page's size in a new file, in bytes; a file that is there keeps its own.
    var pageBytes: Int
    /// What the connection that writes holds of the file, in bytes, and how much is written ahead before it is brought into
    /// the file.
    var cacheBytes: Int
    /// What each connection that only reads holds of it, in bytes: little, for it is worthless after the next write.
    var readerCacheBytes: Int
  }

  /// "BAND" in ASCII.
  static let applicationNumber = 0x4241_4E44

  /// Opens or makes a file and brings it to the newest schema. Blocks.
  ///
  /// The folder stays locked meanwhile, so that processes that start together migrate one after another.
  static func open(
    _ path: String, durability: Durability, layout: Layout? = nil, migrator: DatabaseMigrator
  ) throws(StorageError) -> DatabasePool {
    let folder = Folders.parent(of: path)
    try Folders.make(folder)
    guard Folders.isWritable(folder) else { throw .notPermitted(path: folder, reason: "read-only") }
    if Folders.isFolder(path) { throw .wrongKind(path: path, expected: "a file") }
    let lock = try FileDescriptor(folder: folder)
    try lock.lock()
    defer { lock.unlock() }
    return try SQLiteFailure.translated(path) {
      try FileDescriptor.makeEmpty(path)
      try check(path, migrator: migrator)
      let pool = try DatabasePool(path: path, configuration: configuration(durability, layout: layout))
      try prepare(pool, migrator: migrator)
      for name in [path, "\(path)-wal", "\(path)-shm"] { FilePermissions.warnIfWide(name) }
      return pool
    }
  }

  /// A database in memory with the same schema, for one process.
  static func inMemory(migrator: DatabaseMigrator) throws(StorageError) -> DatabaseQueue {
    try SQLiteFailure.translated("memory:") {
      let queue = try DatabaseQueue(configuration: configuration(.normal, layout: nil))
      try prepare(queue, migrator: migrator)
      return queue
    }
  }

  private static func configuration(_ durability: Durability, layout: Layout?) -> Configuration {
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(StorageLimits.busySeconds))
    configuration.prepareDatabase { connection in
      try connection.execute(literal: "PRAGMA synchronous = \(sql: durability.rawValue)")
      // What is deleted is overwritten: Debian builds SQLite so, others may not.
      try connection.execute(sql: "PRAGMA secure_delete = ON")
      if let layout { try set(layout, of: connection) }
    }
    return configuration
  }

  private static func set(_ layout: Layout, of connection: GRDB.Database) throws {
    func set(_ name: String, _ value: Int) throws {
      try connection.execute(literal: "PRAGMA \(sql: name) = \(sql: String(value))")
    }
    try set("page_size", layout.pageBytes)
    let pageBytes = try Int.fetchOne(connection, sql: "PRAGMA page_size") ?? layout.pageBytes
    try set("max_page_count", max(16, layout.bytesMax / pageBytes))
    try set("cache_size", -(connection.configuration.readonly ? layout.readerCacheBytes : layout.cacheBytes) / 1024)
    try set("wal_autocheckpoint", layout.cacheBytes / pageBytes)
  }

  /// Refuses another program's database, and one of a newer version, before anything is written to it. (A pool writes to
  /// what it opens.)
  private static func check(_ path: String, migrator: DatabaseMigrator) throws {
    guard Folders.isFile(path) else { return }
    var configuration = Configuration()
    configuration.busyMode = .timeout(Double(StorageLimits.busySeconds))
    let queue = try DatabaseQueue(path: path, configuration: configuration)
    defer { try? queue.close() }
    let (owner, tables, applied) = try queue.read { connection in
      (
        try Int.fetchOne(connection, sql: "PRAGMA application_id") ?? 0,
        try Int.fetchOne(connection, sql: "SELECT count(*) FROM sqlite_master") ?? 0,
        try migrator.appliedIdentifiers(connection)
      )
    }
    guard owner == applicationNumber || (owner == 0 && tables == 0) else {
      throw StorageError.corrupt(path: path, reason: "a database of another program")
    }
    let unknown = applied.subtracting(migrator.migrations).sorted()
    guard unknown.isEmpty else { throw StorageError.wrongSchema(path: path, unknownMigrations: unknown) }
  }

  private static func prepare(_ writer: any DatabaseWriter, migrator: DatabaseMigrator) throws {
    try writer.write { connection in
      guard try Int.fetchOne(connection, sql: "PRAGMA application_id") != applicationNumber else { return }
      try connection.execute(literal: "PRAGMA application_id = \(sql: String(applicationNumber))")
    }
    try migrator.migrate(writer)
  }
}
