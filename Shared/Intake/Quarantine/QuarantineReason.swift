/// Why a line or an event could not be used. Names are stored, counted and on the wire: never rename.
public enum QuarantineReason: String, CaseIterable, Hashable, Sendable, Codable {
  /// Not a JSON object in UTF-8, or a field of the wrong type.
  case malformedLine
  /// Longer than a line may be.
  case overlongLine
  /// The kind is none that there is.
  case unknownKind
  /// A field that the kind needs is not there.
  case missingField
  /// Not an item such as "artist:51", or of a kind that cannot be meant here.
  case badItem
  /// Not a listener's pseudonym: empty, too long, or with control characters.
  case badListener
  /// Not an identifier of an event, a page or a shelf: empty, too long, or with control characters.
  case badIdentifier
  /// Not a moment that is understood, or one outside of years 1970 to 9999.
  case badMoment
  /// Too far ahead of the moment at which it was received.
  case futureMoment
  /// As old as those of the listener's events that are no longer remembered: it may be one of them.
  case lateMoment
  /// NaN or infinite, or too large for its type.
  case nonFiniteNumber
  /// Seconds below 0.
  case negativeDuration
  /// A whole number outside of its range.
  case badCount
  /// A duration of 0, or longer than any item.
  case badDuration
  /// A text longer than it may be.
  case overlongText
  /// The catalog has no such item.
  case unknownItem
  /// A value that is not one of those of its attribute.
  case badAttribute
  /// A chance outside of (0, 1].
  case badPropensity
  /// A feature vector or profile that cannot be one.
  case badVector
  /// A line of the log that is not as it was written.
  case badChecksum
  /// The same item a second time in one catalog.
  case duplicateItem
  /// A click on a page that was served to another listener. It labels nothing.
  case strangeClick
  /// A click on a page that was served later. It labels nothing.
  case earlyClick
  /// A click after its page's attribution window. It labels nothing.
  case lateClick
  /// A click on a card that its page did not show. It labels nothing.
  case misplacedClick
  /// A click on a page that is not in the log. It labels nothing.
  case pagelessClick
  /// About a listener whom we were asked to forget. Counted, and not kept.
  case forgottenListener
}
