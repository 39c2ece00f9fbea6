import Features
import Messages
import Wording

/// A Home page as text: shelves, cards, and why each stands there.
struct PagePrinter {
  /// The page.
  let page: Wire.GetHomeResponse

  /// The page's lines.
  var text: String {
    var lines: [String] = []
    for shelf in page.shelves {
      let model = shelf.model.map { $0.version == 0 ? "no model" : "\($0.model)@\($0.version)" } ?? "no model"
      lines.append("")
      lines.append("  \(shelf.title.padded(to: 40)) \(shelf.policy == "fixed" ? "fixed" : "\(model), \(shelf.policy)")")
      for card in shelf.cards { lines.append(line(of: card, isRanked: (shelf.model?.version ?? 0) > 0)) }
    }
    for degradation in page.degradations {
      let place = degradation.shelf.isEmpty ? "" : " on \(degradation.shelf)"
      lines.append("")
      lines.append("  ! without \(degradation.service)\(place): \(degradation.reason)")
      lines.append("    shown instead: \(degradation.fallback)")
    }
    return lines.joined(separator: "\n")
  }

  private func line(of card: Wire.Card, isRanked: Bool) -> String {
    let kind = ItemIdentifier(card.item)?.kind.name ?? ""
    let name = card.subtitle.isEmpty ? card.title : "\(card.title) · \(card.subtitle)"
    let score = isRanked ? "\(Decimals.text(Double(card.score) * 100, digits: 1)) %" : ""
    return "   \("\(card.position + 1)".padded(to: 3)) \(name.padded(to: 44)) \(kind.padded(to: 9)) "
      + "\(score.leftPadded(to: 7))  p \(Decimals.text(card.propensity, digits: 3))  \(card.reason)"
  }
}
