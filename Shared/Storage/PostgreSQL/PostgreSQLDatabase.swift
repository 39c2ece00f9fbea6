/// Everything of ``Database`` in a PostgreSQL server (15 or newer) that any number of processes on any machines share.
///
/// Its tables stand in a schema of their own, `bandstand`. A write is as durable as the server's `synchronous_commit`
/// makes it. While the server is away, calls try again for up to ``patienceSeconds``, as long as the server cannot have
/// done what was asked; a connection that is lost during COMMIT leaves that open, and is thrown as
/// ``StorageError/unreachable(address:reason:)``. Each port is in a file of its own beside this one.
public struct PostgreSQLDatabase: Database {
  private let pool: ConnectionPool<PostgreSQLConnection>

  /// How long calls try to reach the server, in seconds: long enough for a restart.
  public static let patienceSeconds = 20

  /// Opens the database and brings the schema to its newest form.
  ///
  /// - Throws: ``StorageError``, such as ``StorageError/wrongSchema(path:unknownMigrations:)`` for a newer schema.
  public static func open(_ address: PostgreSQLAddress) async throws -> PostgreSQLDatabase {
    try await open(address, patience: .seconds(patienceSeconds))
  }

  static func open(_ address: PostgreSQLAddress, patience: Duration) async throws -> PostgreSQLDatabase {
    let pool = ConnectionPool(to: address.description, patience: patience) {
      try PostgreSQLConnection(to: address)
    }
    try await pool.run { try PostgreSQLSchema.migrate($0, address: address.description) }
    return PostgreSQLDatabase(pool: pool)
  }

  /// Reads a consistent snapshot.
  func read<Value: Sendable>(_ body: @escaping @Sendable (PostgreSQLConnection) throws -> Value) async throws -> Value {
    try await run { connection in try connection.transaction(.read) { try body(connection) } }
  }

  /// Writes in one transaction: all or, when the body throws, nothing. Writers of the same part take turns.
  func write<Value: Sendable>(
    _ part: PostgreSQLLock, _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Value
  ) async throws -> Value {
    try await run { connection in
      try connection.transaction(.write) {
        try connection.execute("SELECT pg_advisory_xact_lock(\(part.rawValue))")
        return try body(connection)
      }
    }
  }

  private func run<Value: Sendable>(
    _ body: @escaping @Sendable (PostgreSQLConnection) throws -> Value
  ) async throws -> Value {
    do {
      return try await pool.run(body)
    } catch let error as UnreadableColumn {
      throw StorageError.corrupt(path: pool.address, reason: error.reason)
    }
  }
}

extension PostgreSQLConnection {
  /// Counts a named counter up and returns its new value.
  func increment(_ counter: String) throws -> UInt64 {
    try execute("UPDATE counter SET value = value + 1 WHERE name = $1", [.text(counter)])
    return try value(of: counter)
  }

  /// The value of a named counter.
  func value(of counter: String) throws -> UInt64 {
    let rows = try execute("SELECT value FROM counter WHERE name = $1", [.text(counter)]).rows
    return try rows.first?.number("value", UInt64.self) ?? 0
  }
}
