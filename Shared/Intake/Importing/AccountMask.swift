import Domain
import Masking

/// Masks events, and remembers the pseudonyms of accounts seen lately.
struct AccountMask {
  private let pseudonyms: Pseudonyms
  private var known: [ListenerIdentifier: ListenerIdentifier] = [:]

  init(pseudonyms: Pseudonyms) {
    self.pseudonyms = pseudonyms
  }

  /// An event under its listener's pseudonym, with what stands for its own identifier.
  mutating func masked(_ event: ListenerEvent) -> ListenerEvent {
    var masked = event
    masked.listener = pseudonym(of: event.listener)
    masked.identifier = pseudonyms.identifier(ofEvent: event.identifier)
    return masked
  }

  private mutating func pseudonym(of account: ListenerIdentifier) -> ListenerIdentifier {
    if let pseudonym = known[account] { return pseudonym }
    if known.count >= IntakeLimits.accountsRemembered { known.removeAll(keepingCapacity: true) }
    let pseudonym = pseudonyms.pseudonym(ofAccount: account.description)
    known[account] = pseudonym
    return pseudonym
  }
}
