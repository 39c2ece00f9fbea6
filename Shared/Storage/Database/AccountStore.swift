public import Domain
public import Features

/// Accounts, masked, and whom we were asked to forget.
///
/// Who was forgotten is remembered by the SHA-256 of the pseudonym, so that no store has even that, and stays forgotten: what
/// comes of them later is refused.
public protocol AccountStore: Sendable {
  /// Keeps accounts, all or none, but for those of forgotten listeners.
  ///
  /// Of an account that is kept already the copy that changed last counts, of equally late ones the new one; what it does not
  /// know is filled from the other, as in a profile. So the order in which copies come does not matter.
  func keep(_ accounts: [Account]) async throws

  /// A listener's account; nil when there is none.
  func account(of listener: ListenerIdentifier) async throws -> Account?

  /// Removes a listener's account, remembers that they are forgotten, and tells whether there was an account. Durable when it
  /// returns; no byte of the account is left in files that are the store's own.
  func forget(_ listener: ListenerIdentifier, at moment: Moment) async throws -> Bool

  /// Those of the listeners who were forgotten. Cheap: ask it with every batch.
  func forgotten(among listeners: Set<ListenerIdentifier>) async throws -> Set<ListenerIdentifier>

  /// How often each text stands in the files that are the store's own, which are read once; nil when a server keeps them, where
  /// we cannot look.
  func occurrences(of texts: [String]) async throws -> [Int]?
}

/// How a forgotten listener is remembered.
enum ForgottenListener {
  /// The first half of the SHA-256 of the pseudonym, in 32 hexadecimal digits.
  static func digest(of listener: ListenerIdentifier) -> String {
    String(sha256Hex(Array(listener.description.utf8)).prefix(32))
  }
}

/// How an account takes the place of the one that is kept, in the SQL of both databases.
enum AccountMerge {
  /// A statement with seven parameters, in the order of the table's columns.
  static func sql(updated: String, ageBand: String, parameter: (Int) -> String = { _ in "?" }) -> String {
    let parts = [ageBand, "country", "city", "tier", "platform"].map { part in
      """
      \(part) = CASE WHEN excluded.\(updated) >= account.\(updated) THEN coalesce(excluded.\(part), account.\(part))
        ELSE coalesce(account.\(part), excluded.\(part)) END
      """
    }
    return """
      INSERT INTO account VALUES (\((1...7).map(parameter).joined(separator: ", "))) ON CONFLICT (listener) DO UPDATE SET
        \(parts.joined(separator: ", ")),
        \(updated) = CASE WHEN excluded.\(updated) >= account.\(updated) THEN excluded.\(updated)
          ELSE account.\(updated) END
      """
  }
}
