import Domain
import Features

/// The fields of an event's line in the log, before they make an event.
struct EventRecord {
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
  var platform: String?
  var page: String?
  var shelf: String?
  var taken: Int64?
  var account: AccountRecord

  init(_ object: borrowing JSONObject<Key>) throws(Rejection) {
    event = try object.required(.event, object.text(.event))
    listener = try object.required(.listener, object.text(.listener))
    moment = try object.required(.moment, object.whole(.moment))
    kind = try object.required(.kind, object.text(.kind))
    item = try object.text(.item)
    artist = try object.text(.artist)
    genre = try object.whole(.genre)
    context = try object.text(.context)
    played = try object.single(.played)
    total = try object.single(.total)
    plays = try object.whole(.plays)
    platform = try object.text(.platform)
    page = try object.text(.page)
    shelf = try object.text(.shelf)
    taken = try object.whole(.taken)
    account = kind == "account" ? try AccountRecord(object) : AccountRecord()
  }

  /// The names of the log.
  enum Key: Int, JSONKey {
    case event, listener, moment, kind, item, artist, genre, context, played, total, plays, page, shelf
    case taken, ageBand, country, city, tier, platform

    static let names: JSONNames = [
      "event", "listener", "moment", "kind", "item", "artist", "genre", "context", "played", "total", "plays", "page",
      "shelf", "taken", "age_band", "country", "city", "tier", "platform",
    ]
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
      place: kind == "click" ? try PlaceRule.place(page: page, shelf: shelf) : nil,
      taken: taken.map { Moment(milliseconds: $0) })
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
    default: throw Rejection(.unknownKind, field: "kind", "\(TextShape.of(kind)) is not a kind of the log")
    }
  }

  private func listen() throws(Rejection) -> Listen {
    Listen(
      item: try RecordRule.item(item, field: "item"), artist: try RecordRule.optionalItem(artist, field: "artist"),
      context: try RecordRule.optionalItem(context, field: "context"), genre: genre,
      playedSeconds: try DurationRule.played(Double(try RecordRule.present(played, field: "played"))),
      totalSeconds: try DurationRule.total(Double(try RecordRule.present(total, field: "total"))),
      platform: try AttributeRule.platform(platform))
  }
}

/// The fields of an account's line.
struct AccountRecord {
  var ageBand: String?
  var country: String?
  var city: String?
  var tier: String?
  var platform: String?

  init() {}

  init(_ object: borrowing JSONObject<EventRecord.Key>) throws(Rejection) {
    ageBand = try object.text(.ageBand)
    country = try object.text(.country)
    city = try object.text(.city)
    tier = try object.text(.tier)
    platform = try object.text(.platform)
  }

  /// The attributes, by the same rules as when they came in.
  func attributes() throws(Rejection) -> ListenerAttributes {
    var draft = EventDraft()
    (draft.ageBand, draft.country, draft.city, draft.tier, draft.platform) = (ageBand, country, city, tier, platform)
    return try AttributeRule.attributes(of: draft)
  }
}
