extension EventDraft {
  /// An event from one line of JSON.
  ///
  /// - Throws: A rejection, such as ``QuarantineReason/malformedLine``.
  public init(line: [UInt8]) throws(Rejection) {
    self = try JSONReaders.read(line, as: Key.self) { (object) throws(Rejection) in try EventDraft(object) }
  }

  /// An event from an object; fields of other names are ignored.
  ///
  /// - Throws: A rejection for the first field, in the order of ``Key``, that cannot be read.
  init(_ object: borrowing JSONObject<Key>) throws(Rejection) {
    self.init()
    event = try object.text(.event)
    listener = try object.text(.listener)
    moment = try object.moment(.moment)
    kind = try object.text(.kind)
    item = try object.text(.item)
    context = try object.text(.context)
    playedSeconds = try object.real(.playedSeconds)
    totalSeconds = try object.real(.totalSeconds)
    plays = try object.whole(.plays)
    page = try object.text(.page)
    shelf = try object.text(.shelf)
    ageBand = try object.text(.ageBand)
    country = try object.text(.country)
    city = try object.text(.city)
    tier = try object.text(.tier)
    platform = try object.text(.platform)
  }

  /// The external names.
  enum Key: Int, JSONKey {
    case event, listener, moment, kind, item, context, playedSeconds, totalSeconds, plays, page, shelf
    case ageBand, country, city, tier, platform

    static let names: JSONNames = [
      "event", "listener", "moment", "kind", "item", "context", "played_seconds", "total_seconds", "plays", "page",
      "shelf", "age_band", "country", "city", "tier", "platform",
    ]
  }
}
