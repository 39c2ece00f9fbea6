extension Profile {
  /// A profile from its bytes; no bytes are the profile of a listener never seen.
  ///
  /// Accepts only what ``encoded()`` can have written, so that decoding and encoding again gives the same bytes.
  /// Takes time and space in proportion to the bytes, at most ``ProfileLimits/encodedBytesMax``.
  ///
  /// - Throws: For any other bytes, with the place and what was wrong there.
  public init(decoding bytes: Span<UInt8>) throws(ProfileError) {
    self.init()
    guard !bytes.isEmpty else { return }
    let limit = ProfileLimits.encodedBytesMax
    guard bytes.count <= limit else { throw .tooLong(limit: limit, got: bytes.count) }
    var reader = ByteReader(unsafe bytes.withUnsafeBufferPointer { unsafe Array($0) })
    try read(from: &reader)
    guard reader.remaining == 0 else { throw .trailingBytes(offset: reader.offset, count: reader.remaining) }
    guard eventCount > 0 || self != Profile() else { throw reader.invalid("profile without content") }
  }

  private mutating func read(from reader: inout ByteReader) throws(ProfileError) {
    let version = try reader.byte()
    guard version == ProfileLimits.encodingVersion else {
      throw .unknownVersion(supported: ProfileLimits.encodingVersion, got: version)
    }
    let parts = KnownParts(rawValue: try reader.byte())
    guard parts.rawValue < 128, parts.contains(.account) || parts.isDisjoint(with: .attributes) else {
      throw reader.invalid("set of parts")
    }
    eventCount = try reader.number()
    if parts.contains(.lastMoment) { lastMoment = try reader.moment() }
    known = try reader.attributes(parts)
    counted = try reader.number()
    clicks = try reader.number32("number of clicks")
    tally = try reader.tally(before: lastMoment)
    artistList = try reader.heardList("artists", before: lastMoment) { $0 == .artist }
    trackList = try reader.heardList("tracks", before: lastMoment) { $0 == .track }
    collectionList = try reader.heardList("collections", before: lastMoment) { $0 != .artist && $0 != .track }
    if let last = tally.lastMoment { sequence = try reader.sequence(before: last) }
    likes = try reader.markList("likes", before: lastMoment, limit: ProfileLimits.likedMax)
    follows = try reader.markList("follows", before: lastMoment, limit: ProfileLimits.likedMax)
    hides = try reader.markList("hides", before: lastMoment, limit: ProfileLimits.hiddenMax)
    habits = try reader.habits()
    guard lastMoment != nil || (clicks == 0 && habits == Habits()) else { throw reader.invalid("last moment") }
  }
}

extension ByteReader {
  fileprivate mutating func attributes(_ parts: KnownParts) throws(ProfileError) -> KnownAttributes {
    var known = KnownAttributes()
    if parts.contains(.account) { known.moment = try moment() }
    if parts.contains(.ageBand) {
      known.ageBand = AgeBand(rawValue: try byte())
      guard known.ageBand != nil else { throw invalid("age band") }
    }
    if parts.contains(.country) {
      known.country = UInt16(exactly: try number()).flatMap { Country(rawValue: $0) }
      guard known.country != nil else { throw invalid("country") }
    }
    if parts.contains(.city) {
      known.city = try text("city", limit: ListenerAttributes.cityBytesMax)
      guard !known.city.isEmpty, String(validating: known.city, as: UTF8.self) != nil else { throw invalid("city") }
    }
    if parts.contains(.tier) {
      known.tier = Tier(rawValue: try byte())
      guard known.tier != nil else { throw invalid("tier") }
    }
    if parts.contains(.platform) {
      known.platform = Platform(rawValue: try byte())
      guard known.platform != nil else { throw invalid("platform") }
    }
    return known
  }

  mutating func tally(before latest: Moment?) throws(ProfileError) -> ListenTally {
    var tally = ListenTally()
    tally.listens = try number32("number of listens")
    guard tally.listens > 0 else { return tally }
    guard let latest else { throw invalid("last moment") }
    tally.full = try number32("number of full listens")
    tally.partial = try number32("number of partial listens")
    tally.activeDays = try number32("number of active days")
    let last = try moment(before: latest)
    let first = try moment(before: last)
    (tally.firstMoment, tally.lastMoment) = (first, last)
    let days = UInt64(last.day - first.day) + 1
    guard UInt64(tally.full) + UInt64(tally.partial) <= UInt64(tally.listens), tally.activeDays > 0,
      tally.activeDays <= tally.listens, UInt64(tally.activeDays) <= days
    else { throw invalid("listen counts") }
    return tally
  }

  fileprivate mutating func markList(
    _ name: String, before latest: Moment?, limit: Int
  ) throws(ProfileError) -> MarkList {
    var list = MarkList()
    let count = try count(of: name, limit: limit)
    var seen = KeyTable(keysMax: count)
    var latest = latest
    for place in 0..<count {
      let item = try item()
      guard let later = latest else { throw invalid("last moment") }
      let mark = MarkList.Mark(item: item, moment: try moment(before: later))
      guard list.append(mark), seen.insert(item.rawValue, next: place) == place else {
        throw .outOfOrder(list: name, offset: offset)
      }
      latest = mark.moment
    }
    return list
  }

  mutating func item() throws(ProfileError) -> ItemIdentifier {
    guard let kind = ItemKind(rawValue: try byte()) else { throw invalid("kind of item") }
    return try item(of: kind)
  }

  mutating func item(of kind: ItemKind) throws(ProfileError) -> ItemIdentifier {
    let number = try number()
    guard number <= ItemIdentifier.numberMax else { throw invalid("number of an item") }
    return ItemIdentifier(kind, number)
  }

  fileprivate mutating func habits() throws(ProfileError) -> Habits {
    var habits = Habits()
    try read(&habits.kindsByDayPart)
    try read(&habits.hoursOfWeek)
    try read(&habits.platforms)
    try read(&habits.clicksByKind)
    for _ in 0..<(try count(of: "genres", limit: ProfileLimits.genresMax)) {
      guard let genre = UInt16(exactly: try number()) else { throw invalid("genre") }
      let weight = try weight(from: ProfileLimits.habitWeightMin)
      guard habits.genres.append(GenreWeights.Entry(genre: genre, weight: weight)) else {
        throw .outOfOrder(list: "genres", offset: offset)
      }
    }
    return habits
  }

  private mutating func read(_ table: inout WeightTable) throws(ProfileError) {
    let count = table.weights.count
    let marks = try next((count + 7) / 8)
    guard count.isMultiple(of: 8) || (marks.last ?? 0) >> UInt8(count % 8) == 0 else { throw invalid("weight marks") }
    for (group, mark) in marks.enumerated() {
      var rest = mark
      while rest > 0 {
        let index = 8 * group + rest.trailingZeroBitCount
        table.put(try weight(from: ProfileLimits.habitWeightMin), at: index)
        rest &= rest - 1
      }
    }
  }
}
