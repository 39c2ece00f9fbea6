public import Domain
public import Masking

extension Pseudonyms {
  /// A checked event under its listener's pseudonym, with what stands for its own identifier and, unless home named it, for that
  /// of its page.
  public func masked(_ event: ListenerEvent) -> ListenerEvent {
    var masked = event
    masked.listener = pseudonym(ofAccount: event.listener.description)
    masked.identifier = identifier(ofEvent: event.identifier)
    masked.place = masked.place.map { self.masked($0) }
    return masked
  }

  /// A checked page under its listener's pseudonym, with what stands for its own name unless home gave that.
  public func masked(_ page: ServedPage) -> ServedPage {
    var masked = page
    masked.listener = pseudonym(ofAccount: page.listener.description)
    masked.page = maskedName(ofPage: page.page)
    return masked
  }

  /// A place with what stands for its page, unless home named that.
  func masked(_ place: CardPlace) -> CardPlace {
    CardPlace(page: maskedName(ofPage: place.page), shelf: place.shelf)
  }

  /// Other systems make pages' names of accounts and worse; home draws its own at random.
  private func maskedName(ofPage page: String) -> String {
    PlaceRule.isHomeMade(page: page) ? page : identifier(ofPage: page)
  }
}
