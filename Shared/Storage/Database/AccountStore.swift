public import Domain
public import Features

/// Accounts, masked, and whom we were asked to forget.
///
/// Who was forgotten is remembered by the SHA-256 of the pseudonym, so that no store has even that, and stays forgotten: what
/// comes of them later is refused.
public protocol AccountStore: Sendable {
  /// Keeps accounts, all or none, and returns those that were taken: not those of forgotten listeners, nor those older than
  /// what is kept already. Of an account that comes twice the later one counts, of equally late ones the last; what it does
  /// not know stays as it was.
  func keep(_ accounts: [Account]) async throws -> [Account]

  /// A listener's account; nil when there is none.
  func account(of listener: ListenerIdentifier) async throws -> Account?

  /// Removes a listener's account, remembers that they are forgotten, and tells whether there was an account. Durable when it
  /// returns; no byte of the account is left in files that are the store's own.
  func forget(_ listener: ListenerIdentifier, at moment: Moment) async throws -> Bool

  /// Those of the listeners who were forgotten. Cheap: ask it with every batch.
  func forgotten(among listeners: Set<ListenerIdentifier>) async throws -> Set<ListenerIdentifier>

  /// How often a text stands in the files that are the store's own; nil when a server keeps them, where we cannot look.
  func occurrences(of text: String) async throws -> Int?
}

/// How a forgotten listener is remembered.
enum ForgottenListener {
  /// The first half of the SHA-256 of the pseudonym, in 32 hexadecimal digits.
  static func digest(of listener: ListenerIdentifier) -> String {
    String(sha256Hex(Array(listener.description.utf8)).prefix(32))
  }
}
