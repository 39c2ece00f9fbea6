import Domain
import Features
import Storage

/// Accounts in memory.
actor MemoryAccounts: AccountStore {
  private(set) var accounts: [Account] = []
  private var gone: Set<ListenerIdentifier> = []

  func keep(_ accounts: [Account]) { self.accounts += accounts.filter { !gone.contains($0.listener) } }

  func account(of listener: ListenerIdentifier) -> Account? { accounts.last { $0.listener == listener } }

  func forget(_ listener: ListenerIdentifier, at moment: Moment) -> Bool {
    gone.insert(listener)
    let count = accounts.count
    accounts.removeAll { $0.listener == listener }
    return accounts.count < count
  }

  func forgotten(among listeners: Set<ListenerIdentifier>) -> Set<ListenerIdentifier> { gone.intersection(listeners) }

  func occurrences(of texts: [String]) -> [Int]? { texts.map { _ in 0 } }
}
