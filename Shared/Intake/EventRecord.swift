import Domain
import Features

/// The fields of an event's line in the log, before they make an event.
struct EventRecord: Decodable {
  var event: String
  var listener: String
  var moment: Int64
  var kind: String
  var item: String?
  var artist: String?
  var genre: UInt16?
  var context: String?
  var played: Float?
  var total: Float?
  var plays: UInt32?
  var page: String?
  var shelf: String?
  var account: AccountRecord

  private enum CodingKeys: String, CodingKey {
    case event, listener, moment, kind, item, artist, genre, context, played, total, plays, page, shelf
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    event = try container.decode(String.self, forKey: .event)
    listener = try container.decode(String.self, forKey: .listener)
    moment = try container.requiredNumber(Int64.self, .moment)
    kind = try container.decode(String.self, forKey: .kind)
    item = try container.decodeIfPresent(String.self, forKey: .item)
    artist = try container.decodeIfPresent(String.self, forKey: .artist)
    genre = try container.number(UInt16.self, .genre)
    context = try container.decodeIfPresent(String.self, forKey: .context)
    played = try container.number(Float.self, .played)
    total = try container.number(Float.self, .total)
    plays = try container.number(UInt32.self, .plays)
    page = try container.decodeIfPresent(String.self, forKey: .page)
    shelf = try container.decodeIfPresent(String.self, forKey: .shelf)
    account = kind == "account" ? try AccountRecord(from: decoder) : AccountRecord()
  }

  /// The event that the fields make.
  func listenerEvent() throws(Rejection) -> ListenerEvent {
    let identifier = try TextRule.identifier(event, field: "event", bytesMax: ListenerEvent.identifierBytesMax)
    guard let listener = ListenerIdentifier(listener) else {
      throw Rejection(.badListener, field: "listener", "not a listener's pseudonym")
    }
    let moment = Moment(milliseconds: moment)
    try MomentRule.check(moment)
    return ListenerEvent(
      identifier: identifier, listener: listener, event: Event(moment: moment, action: try action()),
      place: kind == "click" ? try PlaceRule.place(page: page, shelf: shelf) : nil)
  }

  private func action() throws(Rejection) -> Event.Action {
    switch kind {
    case "listen": .listen(try listen())
    case "click": .click(item: try RecordRule.item(item, field: "item"))
    case "like": .like(item: try RecordRule.item(item, field: "item"))
    case "follow": .follow(item: try RecordRule.item(item, field: "item"))
    case "hide": .hide(item: try RecordRule.item(item, field: "item"))
    case "counted":
      .counted(item: try RecordRule.item(item, field: "item"), plays: try RecordRule.present(plays, field: "plays"))
    case "account": .account(try account.attributes())
    default: throw Rejection(.unknownKind, field: "kind", "\(Rejection.excerpt(kind)) is not a kind of the log")
    }
  }

  private func listen() throws(Rejection) -> Listen {
    Listen(
      item: try RecordRule.item(item, field: "item"), artist: try RecordRule.optionalItem(artist, field: "artist"),
      context: try RecordRule.optionalItem(context, field: "context"), genre: genre,
      playedSeconds: try DurationRule.played(Double(try RecordRule.present(played, field: "played"))),
      totalSeconds: try DurationRule.total(Double(try RecordRule.present(total, field: "total"))))
  }
}

/// The fields of an account's line.
struct AccountRecord: Decodable {
  var ageBand: String?
  var country: String?
  var city: String?
  var tier: String?
  var platform: String?

  private enum CodingKeys: String, CodingKey {
    case ageBand = "age_band"
    case country, city, tier, platform
  }

  /// The attributes, by the same rules as when they came in.
  func attributes() throws(Rejection) -> ListenerAttributes {
    var draft = EventDraft()
    (draft.ageBand, draft.country, draft.city, draft.tier, draft.platform) = (ageBand, country, city, tier, platform)
    return try AttributeRule.attributes(of: draft)
  }
}
