public import Domain
public import Features

/// What a listener sees of a page: which items stand where.
public struct ShownPage: Hashable, Sendable {
  /// The page's identifier.
  public var page: String
  /// Who looks.
  public var listener: ListenerIdentifier
  /// When.
  public var moment: Moment
  /// The shelves, top first.
  public var shelves: [ShownShelf]

  /// A page.
  public init(page: String, listener: ListenerIdentifier, moment: Moment, shelves: [ShownShelf]) {
    self.page = page
    self.listener = listener
    self.moment = moment
    self.shelves = shelves
  }

  /// What is seen of a page as it was logged.
  public init(_ served: ServedPage) {
    self.init(
      page: served.page, listener: served.listener, moment: served.moment,
      shelves: served.shelves.map { ShownShelf(shelf: $0.shelf, items: $0.cards.map(\.candidate.item)) })
  }
}

/// What a listener sees of a shelf.
public struct ShownShelf: Hashable, Sendable {
  /// The shelf's identifier.
  public var shelf: String
  /// Its cards, in the order shown.
  public var items: [ItemIdentifier]

  /// A shelf.
  public init(shelf: String, items: [ItemIdentifier]) {
    self.shelf = shelf
    self.items = items
  }
}
