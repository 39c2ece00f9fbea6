public import Domain
import Features
public import Messages

extension Wire.Shelf {
  /// A served shelf for people: each item with its title and subtitle from the catalog, each card with the reason.
  ///
  /// An item that the catalog no longer has goes by its identifier, without a subtitle.
  public init(_ shelf: ServedShelf, title: String, reason: String, catalog: CatalogSnapshot) {
    self.init(
      shelf: shelf.shelf, title: title,
      cards: shelf.cards.enumerated().map { position, card in
        Wire.Card(card, position: position, item: catalog[card.candidate.item], reason: reason)
      },
      model: Wire.ModelVersion(shelf.model), policy: shelf.policy)
  }
}

extension Wire.Card {
  /// A served card for people.
  public init(_ card: ServedCard, position: Int, item: CatalogItem?, reason: String) {
    let identifier = card.candidate.item.description
    self.init(
      item: identifier, title: item?.title ?? identifier, subtitle: item?.subtitle ?? "", reason: reason,
      source: card.candidate.source.name, position: UInt32(position), score: card.score, propensity: card.propensity)
  }
}
