public import Features

/// An event as the log keeps it: checked, and resolved against the catalog.
public struct ListenerEvent: Hashable, Sendable {
  /// Identifies the event among its listener's: sent again, it changes nothing. 1 to 128 bytes.
  public var identifier: String
  /// Whose it is.
  public var listener: ListenerIdentifier
  /// When and what.
  public var event: Event
  /// For a click: where it was made; nil otherwise, and when the app did not say.
  public var place: CardPlace?
  /// The batch it was taken in, which orders the fold; nil before it was taken.
  public var taken: Moment?

  /// The longest event identifier, in bytes of UTF-8.
  public static let identifierBytesMax = 128

  /// An event.
  public init(
    identifier: String, listener: ListenerIdentifier, event: Event, place: CardPlace? = nil, taken: Moment? = nil
  ) {
    self.identifier = identifier
    self.listener = listener
    self.event = event
    self.place = place
    self.taken = taken
  }
}

/// Which shelf of which page.
public struct CardPlace: Hashable, Sendable, Codable {
  /// The page's identifier.
  public var page: String
  /// The shelf's identifier.
  public var shelf: String

  /// A place.
  public init(page: String, shelf: String) {
    self.page = page
    self.shelf = shelf
  }
}
