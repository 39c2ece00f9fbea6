import GRDB

/// Turns GRDB's and SQLite's errors into ``StorageError``.
enum SQLiteFailure {
  /// Runs a blocking body whose errors become ours.
  static func translated<Value>(_ path: String, _ body: () throws -> Value) throws(StorageError) -> Value {
    do { return try body() } catch { throw storageError(from: error, path: path) }
  }

  /// Our error for any other; a cancellation is not to come here.
  static func storageError(from error: any Error, path: String) -> StorageError {
    if let error = error as? StorageError { return error }
    if let error = error as? UnreadableColumn { return .corrupt(path: path, reason: error.reason) }
    guard let error = error as? DatabaseError else {
      return .operationFailed(path: path, operation: "use the database", reason: "\(error)")
    }
    let reason = error.message ?? "SQLite error \(error.resultCode.rawValue)"
    switch error.resultCode {
    case .SQLITE_FULL: return .full(path: path)
    case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH: return .notPermitted(path: path, reason: reason)
    case .SQLITE_CORRUPT, .SQLITE_NOTADB: return .corrupt(path: path, reason: reason)
    case .SQLITE_BUSY, .SQLITE_LOCKED: return .busy(path: path, waitedSeconds: StorageLimits.busySeconds)
    case .SQLITE_CANTOPEN where SystemFailure.isOutOfFiles: return .tooManyOpenFiles(path: path)
    case .SQLITE_CANTOPEN: return .notPermitted(path: path, reason: reason)
    default: return .operationFailed(path: path, operation: "use the database", reason: reason)
    }
  }
}
