public import Features

/// How often one listener of the Last.fm HetRec files played one artist.
public struct LastFMPlays: Hashable, Sendable {
  /// The listener's number in the files.
  public var listener: UInt32
  /// The artist.
  public var artist: ItemIdentifier
  /// How often, at least 1.
  public var plays: UInt32

  /// A count.
  public init(listener: UInt32, artist: ItemIdentifier, plays: UInt32) {
    self.listener = listener
    self.artist = artist
    self.plays = plays
  }
}
