import Domain
import Features

/// All items of the world, by kind and number (numbers count up from 1 without gaps).
struct MadeCatalog: Sendable {
  /// Items of each kind, at their number less one, by the kind's raw value.
  let items: [[MadeItem]]
  private let tables: [WeightedTable]

  /// A catalog of these items, each kind's in the order of their numbers.
  init(tracks: [MadeItem], albums: [MadeItem], artists: [MadeItem], playlists: [MadeItem], podcasts: [MadeItem]) {
    items = [[], tracks, albums, artists, playlists, podcasts]
    tables = items.map { WeightedTable($0.map(\.renown)) }
  }

  /// The items of a kind, in the order of their numbers.
  func of(_ kind: ItemKind) -> [MadeItem] { items[Int(kind.rawValue)] }

  /// The item of that identifier; nil when there is none.
  subscript(_ identifier: ItemIdentifier) -> MadeItem? {
    let kind = Int(identifier.kind.rawValue)
    guard identifier.number >= 1, identifier.number <= items[kind].count else { return nil }
    return items[kind][Int(identifier.number) - 1]
  }

  /// An item that someone comes upon by renown alone; nil when none of the kind has any.
  func comeUpon(_ kind: ItemKind, _ dice: inout Dice) -> MadeItem? {
    tables[Int(kind.rawValue)].draw(&dice).map { of(kind)[$0] }
  }

  /// What the services see, in the order of identifiers.
  var listing: [CatalogItem] { items.flatMap { $0.map(\.catalog) } }
}
