import Domain

/// A shelf on its way to the page: its definition and what may stand on it.
struct PageShelf: Sendable {
  /// The shelf.
  let definition: ShelfDefinition
  /// What may stand on it: after deduplication, exactly what the policy picks from.
  var candidates: [Candidate]
}
