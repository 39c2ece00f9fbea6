import GRDB
import GRDBSQLite

/// The bytes of an open database, freed pages and the write-ahead log with them, read by the descriptors that SQLite has open.
///
/// Nobody else may open such a file in this process: the close that follows would drop every lock that SQLite holds on it
/// (sqlite.org/howtocorrupt.html, section 2.2), and the next process to close it would delete the write-ahead log under us.
enum SQLiteBytes {
  /// How often each text stands in the file and in its write-ahead log. Blocks.
  static func occurrences(of texts: [String], in connection: GRDB.Database) throws -> [Int] {
    // The connection opens the write-ahead log when it first reads.
    _ = try Int.fetchOne(connection, sql: "SELECT count(*) FROM sqlite_master")
    var counts = [Int](repeating: 0, count: texts.count)
    for file in [SQLITE_FCNTL_FILE_POINTER, SQLITE_FCNTL_JOURNAL_POINTER] {
      let found = try occurrences(of: texts, in: file, of: connection)
      for (index, count) in found.enumerated() { counts[index] += count }
    }
    return counts
  }

  private static func occurrences(
    of texts: [String], in file: Int32, of connection: GRDB.Database
  ) throws -> [Int] {
    var found: UnsafeMutablePointer<sqlite3_file>?
    try check(unsafe sqlite3_file_control(connection.sqliteConnection, "main", file, &found))
    // A file without methods is one that is not open.
    guard let file = unsafe found, let methods = unsafe file.pointee.pMethods,
      let measure = unsafe methods.pointee.xFileSize, let read = unsafe methods.pointee.xRead
    else { return texts.map { _ in 0 } }
    var size: sqlite3_int64 = 0
    try check(unsafe measure(file, &size))
    return try FileSearch.occurrences(of: texts) { offset, bytesMax in
      let length = max(0, min(bytesMax, Int(size) - offset))
      guard length > 0 else { return [] }
      var code = SQLITE_OK
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
        code = unsafe read(file, buffer.baseAddress, Int32(length), sqlite3_int64(offset))
        count = length
      }
      // SQLite fills up with zeros where the file has become shorter meanwhile.
      if code & 0xff == SQLITE_IOERR, code >> 8 == 2 { return bytes }
      try check(code)
      return bytes
    }
  }

  private static func check(_ code: Int32) throws {
    guard code == SQLITE_OK else { throw DatabaseError(resultCode: ResultCode(rawValue: code)) }
  }
}
