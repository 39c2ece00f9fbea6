public import Domain
public import Messages

extension ServedShelf {
  /// A shelf as a message tells it.
  ///
  /// - Throws: For a name that is missing or too long, too many cards, or the first card that is wrong.
  public init(_ wire: Wire.ServedShelf) throws(TranslationError) {
    let model: ModelVersion
    do throws(TranslationError) { model = try ModelVersion(wire.model) } catch { throw error.within("model") }
    self.init(
      shelf: try FieldCheck.name(wire.shelf, "shelf"), model: model,
      policy: try FieldCheck.name(wire.policy, "policy", mayBeEmpty: true),
      cards: try FieldCheck.list(wire.cards, "cards", limit: TranslationLimits.cardsMaximum) {
        wire throws(TranslationError) in try ServedCard(wire)
      },
      popularityVersion: wire.popularityVersion, catalogVersion: wire.catalogVersion)
  }

  /// A page's shelves.
  ///
  /// - Throws: For more than ``TranslationLimits/shelvesMaximum``, or the first that is wrong; the error names `field`.
  public static func list(
    _ wire: [Wire.ServedShelf], field: String = "shelves"
  ) throws(TranslationError) -> [ServedShelf] {
    try FieldCheck.list(wire, field, limit: TranslationLimits.shelvesMaximum) { wire throws(TranslationError) in
      try ServedShelf(wire)
    }
  }
}

extension Wire.ServedShelf {
  /// The shelf as a message.
  public init(_ shelf: ServedShelf) {
    self.init(
      shelf: shelf.shelf, model: Wire.ModelVersion(shelf.model), policy: shelf.policy,
      cards: shelf.cards.map { Wire.ServedCard($0) }, popularityVersion: shelf.popularityVersion,
      catalogVersion: shelf.catalogVersion)
  }
}
