import GRDB

/// Everything of ``Database`` in one SQLite file that several processes on one machine may share.
///
/// A write is on the disk when it returns. Each port is in a file of its own beside this one.
public struct SQLiteDatabase: Database {
  let access: SQLiteAccess

  /// Opens or makes the file and brings it to the newest schema. Its folder is made if only that is missing.
  ///
  /// - Throws: ``StorageError``, such as ``StorageError/wrongSchema(path:unknownMigrations:)`` for a newer file.
  public static func open(_ path: String) async throws -> SQLiteDatabase {
    try await BlockingWork.run {
      let pool = try SQLiteFile.open(path, durability: .full, migrator: SQLiteSchema.migrator)
      return SQLiteDatabase(access: SQLiteAccess(pool, path: path))
    }
  }

  /// An empty database in this process's memory: for tests and for trying things.
  public static func inMemory() async throws -> SQLiteDatabase {
    try await BlockingWork.run {
      let queue = try SQLiteFile.inMemory(migrator: SQLiteSchema.migrator)
      return SQLiteDatabase(access: SQLiteAccess(queue, path: SQLiteAccess.memoryPath))
    }
  }
}
