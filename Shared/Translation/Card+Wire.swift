public import Domain
import Features
public import Messages

extension Wire.Card {
  /// A served card for people.
  public init(_ card: ServedCard, position: Int, item: CatalogItem?, reason: String) {
    let identifier = card.candidate.item.description
    self.init(
      item: identifier, title: item?.title ?? identifier, subtitle: item?.subtitle ?? "", reason: reason,
      source: card.candidate.source.name, position: UInt32(position), score: card.score, propensity: card.propensity)
  }
}
