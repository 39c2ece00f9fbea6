import Domain
import Features

/// An item with what the services never see of it: where it stands in the space of tastes, how good it is, and how
/// likely people are to come upon it.
struct MadeItem: Sendable {
  /// What the services see.
  var catalog: CatalogItem
  /// Where it stands in the space of tastes; of length 1.
  var taste: TasteVector
  /// How good it is, about -3 to 3.
  var quality: Double
  /// How likely people are to come upon it, against others of its kind; 0 for never.
  var renown: Double
  /// The tracks that are played when it is opened, in their order; none for tracks and podcasts.
  var tracks: [ItemIdentifier] = []
  /// When to hear it; playlists only.
  var mood: Mood?

  /// Which item.
  var identifier: ItemIdentifier { catalog.item.identifier }

  /// When it came out.
  var released: Moment { Moment(seconds: catalog.item.releasedSeconds ?? 0) }
}
