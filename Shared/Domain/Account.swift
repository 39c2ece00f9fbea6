public import Features

/// What is kept of an account: masked, under the listener's pseudonym.
public struct Account: Hashable, Sendable {
  /// The pseudonym.
  public var listener: ListenerIdentifier
  /// Age band, place, tier and platform; unknown parts are nil.
  public var attributes: ListenerAttributes
  /// When the account last changed where it came from: of two copies the later one counts.
  public var updated: Moment

  /// An account.
  public init(listener: ListenerIdentifier, attributes: ListenerAttributes, updated: Moment) {
    self.listener = listener
    self.attributes = attributes
    self.updated = updated
  }
}
