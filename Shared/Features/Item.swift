/// What the core needs to know of an item, from the catalog.
public struct Item: Hashable, Sendable, Codable {
  /// Which item.
  public var identifier: ItemIdentifier
  /// Who made it: of tracks and albums; nil when unknown, and of other kinds.
  public var artist: ItemIdentifier?
  /// Genre code of the catalog, from 1; nil when unknown.
  public var genre: UInt16?
  /// When it came out, in seconds since 1970-01-01 UTC; nil when unknown.
  public var releasedSeconds: Int64?
  /// Playing time in seconds, of the whole item (an episode's mean length for a podcast); nil when unknown or endless.
  public var lengthSeconds: Float?

  /// An item with what is known of it.
  public init(
    identifier: ItemIdentifier, artist: ItemIdentifier? = nil, genre: UInt16? = nil, releasedSeconds: Int64? = nil,
    lengthSeconds: Float? = nil
  ) {
    self.identifier = identifier
    self.artist = artist
    self.genre = genre
    self.releasedSeconds = releasedSeconds
    self.lengthSeconds = lengthSeconds
  }
}
