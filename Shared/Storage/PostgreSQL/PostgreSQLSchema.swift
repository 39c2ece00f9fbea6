/// The tables of ``PostgreSQLDatabase``, in the schema `bandstand`. A migration that was released is never changed: add
/// another.
enum PostgreSQLSchema {
  private static let migrations = [
    (name: "database.1", sql: counters + catalog + registry + runs + validation), (name: "accounts.1", sql: accounts),
    (name: "leases.1", sql: leases), (name: "holds.1", sql: holds),
  ]

  /// Brings the schema to its newest form; processes that do so at once take turns.
  ///
  /// - Throws: ``StorageError/wrongSchema(path:unknownMigrations:)`` for one that a newer version made.
  static func migrate(_ connection: PostgreSQLConnection, address: String) throws {
    try connection.transaction(.write) {
      try connection.execute("SELECT pg_advisory_xact_lock(\(PostgreSQLLock.schema.rawValue))")
      try connection.execute("CREATE SCHEMA IF NOT EXISTS bandstand")
      try connection.execute("CREATE TABLE IF NOT EXISTS migration (name text PRIMARY KEY)")
      let applied = try connection.execute("SELECT name FROM migration ORDER BY name").rows.map { try $0.text("name") }
      let unknown = applied.filter { name in !migrations.contains { $0.name == name } }
      guard unknown.isEmpty else { throw StorageError.wrongSchema(path: address, unknownMigrations: unknown) }
      for migration in migrations where !applied.contains(migration.name) {
        for statement in migration.sql { try connection.execute(statement, [], .bulk) }
        try connection.execute("INSERT INTO migration VALUES ($1)", [.text(migration.name)])
      }
    }
  }

  private static let counters = [
    "CREATE TABLE counter (name text PRIMARY KEY, value bigint NOT NULL)",
    "INSERT INTO counter VALUES ('catalog', 0), ('registry', 0)",
  ]

  private static let catalog = [
    """
    CREATE TABLE item (
      item bigint PRIMARY KEY, artist bigint, genre integer, released_seconds bigint, length_seconds real,
      title text NOT NULL, subtitle text NOT NULL, editorial_rank bigint, country text
    )
    """
  ]

  private static let accounts = [
    """
    CREATE TABLE account (
      listener text PRIMARY KEY, updated_milliseconds bigint NOT NULL, age_band smallint, country integer, city text,
      tier smallint, platform smallint
    )
    """,
    "CREATE TABLE forgotten (digest text PRIMARY KEY, moment_milliseconds bigint NOT NULL)",
  ]

  private static let leases = [
    "CREATE TABLE lease (name text PRIMARY KEY, holder text NOT NULL, end_milliseconds bigint NOT NULL)"
  ]

  private static let holds = [
    """
    CREATE TABLE hold (
      model text PRIMARY KEY, since_milliseconds bigint NOT NULL, end_milliseconds bigint, reason text NOT NULL
    )
    """,
    "CREATE INDEX withdrawn_of_model ON promotion (model, version) WHERE withdrawn_milliseconds IS NOT NULL",
  ]

  private static let registry = [
    "CREATE TABLE reservation (model text PRIMARY KEY, version bigint NOT NULL)",
    """
    CREATE TABLE model (
      model text, version bigint, key text NOT NULL, sha256 text NOT NULL, fingerprint text NOT NULL,
      created_milliseconds bigint NOT NULL, figures text NOT NULL, run bigint NOT NULL, PRIMARY KEY (model, version)
    )
    """,
    """
    CREATE TABLE promotion (
      sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, model text NOT NULL, version bigint NOT NULL,
      since_milliseconds bigint NOT NULL, withdrawn_milliseconds bigint,
      FOREIGN KEY (model, version) REFERENCES model (model, version)
    )
    """,
    "CREATE INDEX promotion_of_model ON promotion (model, sequence) WHERE withdrawn_milliseconds IS NULL",
    """
    CREATE VIEW live AS
      SELECT DISTINCT ON (model) model, version FROM promotion WHERE withdrawn_milliseconds IS NULL
      ORDER BY model, sequence DESC
    """,
  ]

  private static let runs = [
    """
    CREATE TABLE run (
      run bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, models text NOT NULL, started_milliseconds bigint NOT NULL,
      ended_milliseconds bigint, state text NOT NULL
    )
    """,
    """
    CREATE TABLE step (
      sequence bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, run bigint NOT NULL REFERENCES run (run),
      model text NOT NULL, stage text NOT NULL, state text NOT NULL, message text NOT NULL, figures text NOT NULL,
      moment_milliseconds bigint NOT NULL
    )
    """,
    "CREATE INDEX step_of_run ON step (run, sequence)",
  ]

  private static let validation = [
    "CREATE TABLE good_dataset (name text PRIMARY KEY, key text NOT NULL, accepted_milliseconds bigint NOT NULL)",
    "CREATE TABLE statistics (key text PRIMARY KEY, bytes bytea NOT NULL)",
    """
    CREATE TABLE alert (
      alert bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, moment_milliseconds bigint NOT NULL, name text NOT NULL,
      key text NOT NULL, rule text NOT NULL, feature text NOT NULL, message text NOT NULL,
      measured double precision NOT NULL, allowed double precision NOT NULL, before text NOT NULL, now text NOT NULL
    )
    """,
  ]
}

/// Advisory locks: writers of one part of the database take turns, as they do in one file. Numbers are shared by all
/// processes: never renumber.
enum PostgreSQLLock: Int64 {
  case schema = 7_022_343_000
  case catalog
  case registry
  case runs
  case validation
  case accounts
  case leases
}
