import GRDB

/// Reads and writes of an open SQLite file, off the caller's thread but for the smallest reads, with our errors.
struct SQLiteAccess: Sendable {
  private let writer: any DatabaseWriter
  private let path: String
  private let mark: OpenDatabaseFile?

  /// Access to an open file, or to a database in memory at ``memoryPath``.
  init(_ writer: any DatabaseWriter, path: String) {
    self.writer = writer
    self.path = path
    mark = path == Self.memoryPath ? nil : OpenDatabaseFile(path)
  }

  /// Reads a consistent snapshot.
  func read<Value: Sendable>(_ body: @escaping @Sendable (GRDB.Database) throws -> Value) async throws -> Value {
    do { return try await writer.read(body) } catch { throw translated(error) }
  }

  /// Reads a consistent snapshot on the caller's thread: for a few values that most often are in memory. That takes some 40 µs,
  /// and five times as much of a processor where another thread has to be woken for it. Waits while ``emptyWriteAheadLog()`` works.
  func readHere<Value>(_ body: (GRDB.Database) throws -> Value) throws -> Value {
    do { return try writer.read(body) } catch { throw translated(error) }
  }

  /// Writes in one transaction: all or, when the body throws, nothing.
  func write<Value: Sendable>(_ body: @escaping @Sendable (GRDB.Database) throws -> Value) async throws -> Value {
    do { return try await writer.write(body) } catch { throw translated(error) }
  }

  /// Writes in one transaction if the body returns true; otherwise, and when it throws, nothing.
  func writeIf(_ body: @escaping @Sendable (GRDB.Database) throws -> Bool) async throws -> Bool {
    do {
      return try await writer.writeWithoutTransaction { connection in
        var isKept = false
        try connection.inTransaction(.immediate) {
          isKept = try body(connection)
          return isKept ? .commit : .rollback
        }
        return isKept
      }
    } catch {
      throw translated(error)
    }
  }

  /// Moves all that the write-ahead log holds into the file, and empties it. Waits for readers, within the busy timeout.
  func emptyWriteAheadLog() async throws {
    do {
      try await writer.barrierWriteWithoutTransaction { connection in _ = try connection.checkpoint(.truncate) }
    } catch {
      throw translated(error)
    }
  }

  /// How often each text stands in the file and in its write-ahead log. One of the connections that read is busy meanwhile; no
  /// transaction is open, so that the log does not grow.
  func occurrences(of texts: [String]) async throws -> [Int] {
    guard path != Self.memoryPath else { return texts.map { _ in 0 } }
    do {
      return try await writer.unsafeRead { try SQLiteBytes.occurrences(of: texts, in: $0) }
    } catch {
      throw translated(error)
    }
  }

  /// The path of a database in memory.
  static let memoryPath = "memory:"

  private func translated(_ error: any Error) -> any Error {
    error is CancellationError ? error : SQLiteFailure.storageError(from: error, path: path)
  }
}
