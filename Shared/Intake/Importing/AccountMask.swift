import Domain
import Masking

/// Pseudonyms of accounts, remembered for those seen lately.
struct AccountMask {
  private let pseudonyms: Pseudonyms
  private var known: [String: String] = [:]

  init(pseudonyms: Pseudonyms) {
    self.pseudonyms = pseudonyms
  }

  /// The pseudonym of an account.
  mutating func masked(_ account: String) -> String {
    if let pseudonym = known[account] { return pseudonym }
    if known.count >= IntakeLimits.accountsRemembered { known.removeAll(keepingCapacity: true) }
    let pseudonym = pseudonyms.pseudonym(ofAccount: account).description
    known[account] = pseudonym
    return pseudonym
  }
}
