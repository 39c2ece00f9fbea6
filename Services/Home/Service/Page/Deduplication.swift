import Domain
import Features

/// Takes items off lower shelves that a higher one may show.
///
/// It happens before ranking, on whole candidate lists: ranking then picks from exactly what is left and the page shows
/// exactly what was picked, so the logged chances are the true ones. A higher shelf reserves no more than it can use well,
/// so that it does not empty the ones below.
enum Deduplication {
  /// How many candidates a shelf reserves for every card it shows.
  static let reservedPerCard = 5

  /// The shelves in their order; each keeps the candidates that no shelf above reserved.
  static func apply(to shelves: [PageShelf], cardsMax: (ShelfDefinition) -> Int) -> [PageShelf] {
    var reserved = Set<ItemIdentifier>()
    return shelves.map { shelf in
      var kept = shelf
      let free = shelf.candidates.filter { !reserved.contains($0.item) }
      kept.candidates = Array(free.prefix(cardsMax(shelf.definition) * Self.reservedPerCard))
      reserved.formUnion(kept.candidates.map(\.item))
      return kept
    }
  }
}
