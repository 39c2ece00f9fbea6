import GRDB

/// The tables of ``SQLiteDatabase``. A migration that was released is never changed: add another.
enum SQLiteSchema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("database.1") { connection in
      try connection.execute(sql: counters + catalog + registry + runs + validation)
    }
    migrator.registerMigration("accounts.1") { connection in
      try connection.execute(sql: accounts)
    }
    migrator.registerMigration("leases.1") { connection in
      try connection.execute(sql: leases)
    }
    migrator.registerMigration("holds.1") { connection in
      try connection.execute(sql: holds)
    }
    return migrator
  }

  private static let counters = """
    CREATE TABLE counter (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID, STRICT;
    INSERT INTO counter VALUES ('catalog', 0), ('registry', 0);

    """

  private static let catalog = """
    CREATE TABLE item (
      item INTEGER PRIMARY KEY, artist INTEGER, genre INTEGER, releasedSeconds INTEGER, lengthSeconds REAL,
      title TEXT NOT NULL, subtitle TEXT NOT NULL, editorialRank INTEGER, country TEXT
    ) STRICT;

    """

  private static let accounts = """
    CREATE TABLE account (
      listener TEXT NOT NULL PRIMARY KEY, updatedMilliseconds INTEGER NOT NULL, ageBand INTEGER, country INTEGER,
      city TEXT, tier INTEGER, platform INTEGER
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE forgotten (digest TEXT NOT NULL PRIMARY KEY, momentMilliseconds INTEGER NOT NULL) WITHOUT ROWID, STRICT;
    """

  private static let leases = """
    CREATE TABLE lease (
      name TEXT NOT NULL PRIMARY KEY, holder TEXT NOT NULL, endMilliseconds INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT;
    """

  private static let holds = """
    CREATE TABLE hold (
      model TEXT NOT NULL PRIMARY KEY, sinceMilliseconds INTEGER NOT NULL, endMilliseconds INTEGER, reason TEXT NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE INDEX withdrawnOfModel ON promotion (model, version) WHERE withdrawnMilliseconds IS NOT NULL;
    """

  private static let registry = """
    CREATE TABLE reservation (model TEXT NOT NULL PRIMARY KEY, version INTEGER NOT NULL) WITHOUT ROWID, STRICT;
    CREATE TABLE model (
      model TEXT NOT NULL, version INTEGER NOT NULL, key TEXT NOT NULL, sha256 TEXT NOT NULL,
      fingerprint TEXT NOT NULL, createdMilliseconds INTEGER NOT NULL, figures TEXT NOT NULL, run INTEGER NOT NULL,
      PRIMARY KEY (model, version)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE promotion (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, model TEXT NOT NULL, version INTEGER NOT NULL,
      sinceMilliseconds INTEGER NOT NULL, withdrawnMilliseconds INTEGER,
      FOREIGN KEY (model, version) REFERENCES model (model, version)
    ) STRICT;
    CREATE INDEX promotionOfModel ON promotion (model, sequence) WHERE withdrawnMilliseconds IS NULL;
    CREATE VIEW live AS
      SELECT model, version FROM promotion WHERE sequence IN
        (SELECT max(sequence) FROM promotion WHERE withdrawnMilliseconds IS NULL GROUP BY model);

    """

  private static let runs = """
    CREATE TABLE run (
      run INTEGER PRIMARY KEY AUTOINCREMENT, models TEXT NOT NULL, startedMilliseconds INTEGER NOT NULL,
      endedMilliseconds INTEGER, state TEXT NOT NULL
    ) STRICT;
    CREATE TABLE step (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, run INTEGER NOT NULL REFERENCES run (run), model TEXT NOT NULL,
      stage TEXT NOT NULL, state TEXT NOT NULL, message TEXT NOT NULL, figures TEXT NOT NULL,
      momentMilliseconds INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX stepOfRun ON step (run, sequence);

    """

  private static let validation = """
    CREATE TABLE goodDataset (
      name TEXT NOT NULL PRIMARY KEY, key TEXT NOT NULL, acceptedMilliseconds INTEGER NOT NULL
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE statistics (key TEXT NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
    CREATE TABLE alert (
      alert INTEGER PRIMARY KEY AUTOINCREMENT, momentMilliseconds INTEGER NOT NULL, name TEXT NOT NULL,
      key TEXT NOT NULL, rule TEXT NOT NULL, feature TEXT NOT NULL, message TEXT NOT NULL, measured REAL NOT NULL,
      allowed REAL NOT NULL, before TEXT NOT NULL, now TEXT NOT NULL
    ) STRICT;

    """
}
