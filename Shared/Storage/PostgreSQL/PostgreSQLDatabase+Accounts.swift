public import Domain
public import Features

extension PostgreSQLDatabase {
  /// One transaction.
  public func keep(_ accounts: [Account]) async throws {
    try await write(.accounts) { connection in
      let forgotten = try connection.forgotten(among: Set(accounts.map(\.listener)))
      let keep = AccountMerge.sql(updated: "updated_milliseconds", ageBand: "age_band", parameter: { "$\($0)" })
      for account in accounts where !forgotten.contains(account.listener) {
        let attributes = account.attributes
        let values: [PostgreSQLValue] = [
          .text(account.listener.description), .integer(account.updated.milliseconds),
          .integer((attributes.ageBand?.rawValue).map(Int64.init)),
          .integer((attributes.country?.rawValue).map(Int64.init)), .text(attributes.city),
          .integer((attributes.tier?.rawValue).map(Int64.init)),
          .integer((attributes.platform?.rawValue).map(Int64.init)),
        ]
        try connection.execute(keep, values)
      }
    }
  }

  /// Reads one row.
  public func account(of listener: ListenerIdentifier) async throws -> Account? {
    try await read { connection in
      let rows = try connection.execute(
        "SELECT * FROM account WHERE listener = $1", [.text(listener.description)]
      ).rows
      return try rows.first.map { row in
        Account(
          listener: listener,
          attributes: ListenerAttributes(
            ageBand: row.optional("age_band", UInt8.self).flatMap { AgeBand(rawValue: $0) },
            country: row.optional("country", UInt16.self).flatMap { Country(rawValue: $0) },
            city: row.optional("city"), tier: row.optional("tier", UInt8.self).flatMap { Tier(rawValue: $0) },
            platform: row.optional("platform", UInt8.self).flatMap { Platform(rawValue: $0) }),
          updated: Moment(milliseconds: try row.number("updated_milliseconds", Int64.self)))
      }
    }
  }

  /// One transaction. The server's own files have the row's bytes until it vacuums, and its write-ahead log until it is
  /// recycled.
  public func forget(_ listener: ListenerIdentifier, at moment: Moment) async throws -> Bool {
    try await write(.accounts) { connection in
      try connection.execute(
        "INSERT INTO forgotten VALUES ($1, $2) ON CONFLICT DO NOTHING",
        [.text(ForgottenListener.digest(of: listener)), .integer(moment.milliseconds)])
      let account = "DELETE FROM account WHERE listener = $1"
      return try connection.execute(account, [.text(listener.description)]).changedCount > 0
    }
  }

  /// One statement.
  public func forgotten(among listeners: Set<ListenerIdentifier>) async throws -> Set<ListenerIdentifier> {
    guard !listeners.isEmpty else { return [] }
    return try await read { try $0.forgotten(among: listeners) }
  }

  /// Nil: the files are the server's.
  public func occurrences(of texts: [String]) async throws -> [Int]? { nil }
}

extension PostgreSQLConnection {
  /// Those of the listeners who were forgotten.
  fileprivate func forgotten(among listeners: Set<ListenerIdentifier>) throws -> Set<ListenerIdentifier> {
    let byDigest = Dictionary(uniqueKeysWithValues: listeners.map { (ForgottenListener.digest(of: $0), $0) })
    // Digests are hexadecimal digits: nothing in the list needs quoting.
    let list = "{\(byDigest.keys.joined(separator: ","))}"
    let rows = try execute("SELECT digest FROM forgotten WHERE digest = ANY($1::text[])", [.text(list)]).rows
    return Set(try rows.compactMap { byDigest[try $0.text("digest")] })
  }
}
