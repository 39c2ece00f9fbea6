/// An event as somebody sent it: nothing checked, every field optional.
///
/// Read from a JSON object by the external names, and written as one. A field that is there and has another type makes the
/// line malformed.
public struct EventDraft: Hashable, Sendable, Encodable {
  /// `event`: identifies the event.
  public var event: String?
  /// `listener`: whose it is.
  public var listener: String?
  /// `moment`: when, as milliseconds or as text.
  public var moment: MomentDraft?
  /// `kind`: what was done, such as "listen".
  public var kind: String?
  /// `item`: to what, as "kind:number".
  public var item: String?
  /// `context`: what a listen was started from.
  public var context: String?
  /// `played_seconds`: of a listen.
  public var playedSeconds: Double?
  /// `total_seconds`: the whole length of what was played.
  public var totalSeconds: Double?
  /// `plays`: another system's count.
  public var plays: UInt64?
  /// `page`: the page that was clicked on.
  public var page: String?
  /// `shelf`: the shelf that was clicked on.
  public var shelf: String?
  /// `age_band`: of an account.
  public var ageBand: String?
  /// `country`: of an account.
  public var country: String?
  /// `city`: of an account.
  public var city: String?
  /// `tier`: of an account.
  public var tier: String?
  /// `platform`: of an account, or what a listen was played on.
  public var platform: String?

  /// An event with nothing said yet.
  public init() {}

  enum CodingKeys: String, CodingKey {
    case event, listener, moment, kind, item, context
    case playedSeconds = "played_seconds"
    case totalSeconds = "total_seconds"
    case plays, page, shelf
    case ageBand = "age_band"
    case country, city, tier, platform
  }
}

/// When an event was, as somebody sent it.
public enum MomentDraft: Hashable, Sendable {
  /// Milliseconds since 1970-01-01 UTC.
  case milliseconds(Int64)
  /// A text, such as "2024-05-01T12:00:00Z".
  case text(String)
}
