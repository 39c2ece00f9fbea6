import Domain
import Masking

/// Masks events on their way into batches, and remembers the pseudonyms of accounts seen lately, with their places in the batch.
struct AccountMask {
  private struct Known {
    var pseudonym: ListenerIdentifier
    /// Its number in the batch; nil when the batch has no event of it yet.
    var index: Int32?
  }

  private let pseudonyms: Pseudonyms
  private var numbers: [ListenerIdentifier: Int] = [:]
  private var known: [Known] = []

  init(pseudonyms: Pseudonyms) {
    self.pseudonyms = pseudonyms
  }

  /// Says that what is added from here on goes to another batch.
  mutating func beginBatch() {
    for number in known.indices { known[number].index = nil }
  }

  /// Adds an event under its listener's pseudonym, with what stands for its own identifier.
  ///
  /// - Throws: What the batch throws.
  mutating func add(_ event: ListenerEvent, to batch: inout EventBatch, from origin: EventOrigin) throws(Rejection) {
    let listener = index(of: event.listener, in: &batch)
    let identifier = pseudonyms.identifier(ofEvent: event.identifier)
    var event = event
    event.place = event.place.map { pseudonyms.masked($0) }
    try batch.append(event, identifier: identifier, listener: listener, from: origin)
  }

  private mutating func index(of account: ListenerIdentifier, in batch: inout EventBatch) -> Int32 {
    let number = number(of: account)
    if let index = known[number].index { return index }
    let index = batch.index(of: known[number].pseudonym)
    known[number].index = index
    return index
  }

  private mutating func number(of account: ListenerIdentifier) -> Int {
    if let number = numbers[account] { return number }
    if known.count >= IntakeLimits.accountsRemembered {
      numbers.removeAll(keepingCapacity: true)
      known.removeAll(keepingCapacity: true)
    }
    numbers[account] = known.count
    known.append(Known(pseudonym: pseudonyms.pseudonym(ofAccount: account.description)))
    return known.count - 1
  }
}
