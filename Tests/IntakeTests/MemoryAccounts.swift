import Domain
import Features
import Storage

/// Accounts in memory.
actor MemoryAccounts: AccountStore, LeaseStore {
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

  private var leases: [String: (holder: String, end: Moment)] = [:]

  func lease(_ name: String, to holder: String, until end: Moment, now: Moment) -> Bool {
    if let had = leases[name], had.holder != holder, had.end > now { return false }
    leases[name] = (holder, end)
    return true
  }

  func release(_ name: String, of holder: String) {
    if leases[name]?.holder == holder { leases[name] = nil }
  }

  func occurrences(of texts: [String]) -> [Int]? { texts.map { _ in 0 } }
}
