import Domain
import Features
import Storage

/// Accounts that know of no tombstone when they are asked first, and do not answer after.
actor SilentAccounts: AccountStore, LeaseStore {
  private var questions = 0

  func forgotten(among listeners: Set<ListenerIdentifier>) throws -> Set<ListenerIdentifier> {
    questions += 1
    if questions > 1 { throw StorageError.unreachable(address: "of the test", reason: "gone") }
    return []
  }

  func keep(_ accounts: [Account]) {}
  func account(of listener: ListenerIdentifier) -> Account? { nil }
  func forget(_ listener: ListenerIdentifier, at moment: Moment) -> Bool { false }
  func occurrences(of texts: [String]) -> [Int]? { nil }
  func lease(_ name: String, to holder: String, until end: Moment, now: Moment) -> Bool { true }
  func release(_ name: String, of holder: String) {}
}
