import Domain
import Features
import FoundationEssentials

extension JSONLine {
  /// A page as it was served: the profile in base64, the vectors as base64 of little-endian 32-bit floats with their
  /// bitmaps of missing values, so that every bit survives.
  init(_ page: ServedPage) {
    self.init()
    add("page", page.page)
    add("listener", page.listener.description)
    add("moment", number: page.moment.milliseconds)
    add("profile", Data(page.profile).base64EncodedString())
    add("fingerprint", page.fingerprint)
    add("shelves", page.shelves.map(JSONLine.init))
  }

  private init(_ shelf: ServedShelf) {
    self.init()
    add("shelf", shelf.shelf)
    add("model", shelf.model.model)
    add("version", number: shelf.model.version)
    add("policy", shelf.policy)
    add("cards", shelf.cards.map(JSONLine.init))
  }

  private init(_ card: ServedCard) {
    self.init()
    add("item", card.candidate.item.description)
    add("source", card.candidate.source.name)
    add("source_position", number: card.candidate.sourcePosition)
    add("source_score", number: card.candidate.sourceScore)
    add("factor_affinity", number: card.candidate.factorAffinity)
    add("score", number: card.score)
    add("propensity", number: card.propensity)
    guard let features = card.features else { return }
    let values = features.values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
    }
    add("values", Data(values).base64EncodedString())
    add("missing", Data(features.missing).base64EncodedString())
  }
}
