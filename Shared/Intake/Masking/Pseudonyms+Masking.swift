public import Domain
public import Masking

extension Pseudonyms {
  /// A checked event under its listener's pseudonym, with what stands for its own identifier.
  public func masked(_ event: ListenerEvent) -> ListenerEvent {
    var masked = event
    masked.listener = pseudonym(ofAccount: event.listener.description)
    masked.identifier = identifier(ofEvent: event.identifier)
    return masked
  }

  /// A checked page under its listener's pseudonym.
  public func masked(_ page: ServedPage) -> ServedPage {
    var masked = page
    masked.listener = pseudonym(ofAccount: page.listener.description)
    return masked
  }
}
