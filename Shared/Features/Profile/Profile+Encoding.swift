extension Profile {
  /// The profile as bytes: equal profiles give equal bytes, and the profile of a listener never seen gives none.
  ///
  /// About 8 bytes an item heard once and 25 one heard more often, so some 6 kB at most in practice, and never over
  /// ``ProfileLimits/encodedBytesMax``. Layout: version; which optional parts follow; counts; last moment; attributes;
  /// artists, tracks, collections; the latest listen, its session and transitions; likes, follows, hides; habits. Moments
  /// stand as distances from the one before.
  public func encoded() -> [UInt8] {
    guard eventCount > 0 || self != Profile() else { return [] }
    let bytes = [UInt8](capacity: ProfileLimits.encodedBytesMax) { writer in write(to: &writer) }
    // In a room of its own size.
    var exact: [UInt8] = []
    exact.reserveCapacity(bytes.count)
    exact += bytes
    return exact
  }

  private func write(to writer: inout ByteWriter) {
    writer.write(ProfileLimits.encodingVersion)
    writer.write(KnownParts(of: self).rawValue)
    writer.write(number: eventCount)
    if let lastMoment { writer.write(lastMoment) }
    writer.write(known)
    writer.write(number: counted)
    writer.write(number: clicks)
    let latest = lastMoment ?? Moment(milliseconds: 0)
    writer.write(tally, before: latest)
    writer.write(artistList, before: latest)
    writer.write(trackList, before: latest)
    writer.write(collectionList, before: latest)
    if let last = tally.lastMoment { writer.write(sequence, before: last) }
    writer.write(likes, before: latest)
    writer.write(follows, before: latest)
    writer.write(hides, before: latest)
    writer.write(habits)
  }
}

/// Which optional parts an encoded profile holds.
struct KnownParts: OptionSet {
  let rawValue: UInt8

  static let lastMoment = KnownParts(rawValue: 1)
  static let account = KnownParts(rawValue: 2)
  static let ageBand = KnownParts(rawValue: 4)
  static let country = KnownParts(rawValue: 8)
  static let city = KnownParts(rawValue: 16)
  static let tier = KnownParts(rawValue: 32)
  static let platform = KnownParts(rawValue: 64)
  static let attributes: KnownParts = [.ageBand, .country, .city, .tier, .platform]

  init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  init(of profile: Profile) {
    self = []
    if profile.lastMoment != nil { insert(.lastMoment) }
    if profile.known.moment != nil { insert(.account) }
    if profile.known.ageBand != nil { insert(.ageBand) }
    if profile.known.country != nil { insert(.country) }
    if !profile.known.city.isEmpty { insert(.city) }
    if profile.known.tier != nil { insert(.tier) }
    if profile.known.platform != nil { insert(.platform) }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ known: KnownAttributes) {
    if let moment = known.moment { write(moment) }
    if let ageBand = known.ageBand { write(ageBand.rawValue) }
    if let country = known.country { write(number: UInt32(country.rawValue)) }
    if !known.city.isEmpty { write(text: known.city) }
    if let tier = known.tier { write(tier.rawValue) }
    if let platform = known.platform { write(platform.rawValue) }
  }

  mutating func write(_ tally: ListenTally, before latest: Moment) {
    write(number: tally.listens)
    guard let first = tally.firstMoment, let last = tally.lastMoment else { return }
    write(number: tally.full)
    write(number: tally.partial)
    write(number: tally.activeDays)
    write(last, before: latest)
    write(first, before: last)
  }

  fileprivate mutating func write(_ list: MarkList, before latest: Moment) {
    write(number: UInt64(list.marks.count))
    var latest = latest
    for mark in list.marks {
      write(mark.item)
      write(mark.moment, before: latest)
      latest = mark.moment
    }
  }

  mutating func write(_ item: ItemIdentifier) {
    write(item.kind.rawValue)
    write(number: item.number)
  }

  fileprivate mutating func write(_ habits: Habits) {
    write(habits.kindsByDayPart)
    write(habits.hoursOfWeek)
    write(habits.platforms)
    write(habits.clicksByKind)
    write(number: UInt64(habits.genres.entries.count))
    for entry in habits.genres.entries {
      write(number: UInt32(entry.genre))
      write(entry.weight)
    }
  }

  /// One bit a counter, 1 where it is not 0, then those counters.
  private mutating func write(_ table: WeightTable) {
    for start in stride(from: 0, to: table.weights.count, by: 8) {
      var marks: UInt8 = 0
      for index in start..<min(start + 8, table.weights.count) where table.weights[index] > 0 {
        marks |= 1 << UInt8(index - start)
      }
      write(marks)
    }
    for weight in table.weights where weight > 0 { write(weight) }
  }
}
