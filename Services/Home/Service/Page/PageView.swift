import Domain
import Features
import Messages
import Translation

/// A served page as the app is told of it: with titles, and reasons for people.
struct PageView: Sendable {
  /// What was served.
  let served: ServedPage
  /// The shelves' definitions.
  let shelves: [ShelfDefinition]
  /// Where titles come from.
  let catalog: CatalogSnapshot

  /// The answer to the app.
  func response(notes: PageNotes) -> Wire.GetHomeResponse {
    Wire.GetHomeResponse(
      page: served.page, momentMilliseconds: served.moment.milliseconds, shelves: served.shelves.compactMap(view),
      degradations: notes.degradations, featureSetFingerprint: served.fingerprint)
  }

  private func view(of shelf: ServedShelf) -> Wire.Shelf? {
    guard let definition = shelves.first(where: { $0.shelf == shelf.shelf }) else { return nil }
    return Wire.Shelf(
      shelf: shelf.shelf, title: definition.title,
      cards: shelf.cards.enumerated().map { position, card in
        Wire.Card(
          card, position: position, item: catalog[card.candidate.item],
          reason: Self.reason(for: card.candidate.source, shelf: definition.reason))
      },
      model: Wire.ModelVersion(shelf.model), policy: shelf.policy)
  }

  /// The source's reason where it says more than the shelf's own.
  private static func reason(for source: CandidateSource, shelf reason: String) -> String {
    switch source {
    case .rule, .editorial: reason
    case .popularity: "Popular with listeners like you"
    case .recentlyHeard: "You listened to this lately"
    case .factorization: "Close to what you listen to"
    }
  }
}
