public import Features

/// An item with what people read of it.
public struct CatalogItem: Hashable, Sendable, Codable {
  /// What the feature core knows of it.
  public var item: Item
  /// Its title, of at most ``titleBytesMax`` bytes.
  public var title: String
  /// The artist's or publisher's name; empty when there is none.
  public var subtitle: String
  /// The place in an editor's list, from 0; nil when it is on none.
  public var editorialRank: UInt32?
  /// The country it is from, for what is popular near a listener; nil when unknown.
  public var country: String?

  /// The longest title or subtitle, in bytes of UTF-8.
  public static let titleBytesMax = 512

  /// An item for people.
  public init(
    item: Item, title: String, subtitle: String = "", editorialRank: UInt32? = nil, country: String? = nil
  ) {
    self.item = item
    self.title = title
    self.subtitle = subtitle
    self.editorialRank = editorialRank
    self.country = country
  }
}
