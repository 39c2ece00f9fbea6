public import Domain
public import Features
import GRDB

extension SQLiteDatabase {
  /// One transaction.
  public func keep(_ accounts: [Account]) async throws {
    try await access.write { connection in
      let forgotten = try connection.cachedStatement(sql: "SELECT 1 FROM forgotten WHERE digest = ?")
      let keep = try connection.cachedStatement(
        sql: AccountMerge.sql(updated: "updatedMilliseconds", ageBand: "ageBand"))
      for account in accounts {
        let digest = ForgottenListener.digest(of: account.listener)
        guard try Int.fetchOne(forgotten, arguments: [digest]) == nil else { continue }
        let attributes = account.attributes
        try keep.execute(arguments: [
          account.listener.description, account.updated.milliseconds, attributes.ageBand?.rawValue,
          attributes.country?.rawValue, attributes.city, attributes.tier?.rawValue, attributes.platform?.rawValue,
        ])
      }
    }
  }

  /// Reads one row.
  public func account(of listener: ListenerIdentifier) async throws -> Account? {
    try await access.read { connection in
      let row = try Row.fetchOne(
        connection, sql: "SELECT * FROM account WHERE listener = ?", arguments: [listener.description])
      return row.map { row in
        let (ageBand, country): (UInt8?, UInt16?) = (row["ageBand"], row["country"])
        let (tier, platform): (UInt8?, UInt8?) = (row["tier"], row["platform"])
        return Account(
          listener: listener,
          attributes: ListenerAttributes(
            ageBand: ageBand.flatMap { AgeBand(rawValue: $0) }, country: country.flatMap { Country(rawValue: $0) },
            city: row["city"], tier: tier.flatMap { Tier(rawValue: $0) },
            platform: platform.flatMap { Platform(rawValue: $0) }),
          updated: Moment(milliseconds: row["updatedMilliseconds"]))
      }
    }
  }

  /// One transaction; then the write-ahead log is emptied, for it has what the pages held before.
  public func forget(_ listener: ListenerIdentifier, at moment: Moment) async throws -> Bool {
    let hadAccount = try await access.write { connection in
      try connection.execute(
        sql: "INSERT OR IGNORE INTO forgotten VALUES (?, ?)",
        arguments: [ForgottenListener.digest(of: listener), moment.milliseconds])
      try connection.execute(sql: "DELETE FROM account WHERE listener = ?", arguments: [listener.description])
      return connection.changesCount > 0
    }
    try await access.emptyWriteAheadLog()
    return hadAccount
  }

  /// One read of one snapshot.
  public func forgotten(among listeners: Set<ListenerIdentifier>) async throws -> Set<ListenerIdentifier> {
    try await access.read { connection in
      guard try Int.fetchOne(connection, sql: "SELECT 1 FROM forgotten LIMIT 1") != nil else { return [] }
      let statement = try connection.cachedStatement(sql: "SELECT 1 FROM forgotten WHERE digest = ?")
      return try listeners.filter { listener in
        try Int.fetchOne(statement, arguments: [ForgottenListener.digest(of: listener)]) != nil
      }
    }
  }

  /// Looks through the file and its write-ahead log.
  public func occurrences(of texts: [String]) async throws -> [Int]? {
    try await access.occurrences(of: texts)
  }
}
