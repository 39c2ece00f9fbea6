/// What leads an item heard in an encoded profile: one byte that says which numbers follow.
private struct HeardHead {
  /// The item's kind, in the lowest 3 bits.
  var kind: ItemKind
  /// How many timed listens: none, one or several. Of one, nearly everything follows from its moment.
  var listens: Listens
  /// How much was heard of a single listen.
  var completion: Completion?
  var isCounted: Bool

  enum Listens: UInt8 {
    case none = 0
    case one = 1
    case several = 2
  }

  init(of heard: HeardItem) {
    kind = heard.item.kind
    listens = heard.listens == 0 ? .none : heard.listens == 1 ? .one : .several
    isCounted = heard.counted > 0
    completion = heard.listens == 1 ? heard.onlyCompletion : nil
  }

  var byte: UInt8 {
    kind.rawValue | listens.rawValue << 3 | (completion?.rawValue ?? 0) << 5 | (isCounted ? 128 : 0)
  }

  init?(_ byte: UInt8) {
    guard let kind = ItemKind(rawValue: byte & 7), let listens = Listens(rawValue: byte >> 3 & 3) else { return nil }
    self.kind = kind
    self.listens = listens
    isCounted = byte & 128 != 0
    completion = Completion(rawValue: byte >> 5 & 3)
    guard (completion == nil) == (listens != .one), listens != .none || isCounted, self.byte == byte else { return nil }
  }
}

extension HeardItem {
  /// How much was heard of the only listen.
  fileprivate var onlyCompletion: Completion { full == 1 ? .full : partial == 1 ? .partial : .skipped }
}

extension ByteWriter {
  /// A list of heard items, their number first.
  mutating func write(_ list: HeardList, before latest: Moment) {
    write(number: UInt64(list.items.count))
    var latest = latest
    for heard in list.items {
      let head = HeardHead(of: heard)
      write(head.byte)
      write(number: heard.item.number)
      if head.isCounted { write(number: heard.counted) }
      guard let last = heard.lastMoment else { continue }
      if head.listens == .one {
        write(last, before: latest)
      } else {
        write(heard.tally, before: latest)
        writeCounters(of: heard)
      }
      latest = last
    }
  }

  private mutating func writeCounters(of heard: HeardItem) {
    write(number: heard.weekendListens)
    write(number: heard.nightListens)
    write(number: heard.morningListens)
    write(number: heard.afternoonListens)
    write(heard.weight)
    write(number: heard.latestGapMilliseconds ?? 0)
  }
}

extension ByteReader {
  /// A list of heard items of some kinds.
  mutating func heardList(
    _ name: String, before latest: Moment?, kinds: (ItemKind) -> Bool
  ) throws(ProfileError) -> HeardList {
    let count = try count(of: name, limit: ProfileLimits.heardMax)
    var list = HeardList(expecting: count)
    var seen = KeyTable(keysMax: count)
    var latest = latest
    for place in 0..<count {
      let heard = try heardItem(before: latest)
      guard kinds(heard.item.kind) else { throw invalid("kind of item") }
      guard list.append(heard), seen.insert(heard.item.rawValue, next: place) == place else {
        throw .outOfOrder(list: name, offset: offset)
      }
      latest = heard.lastMoment ?? latest
    }
    return list
  }

  private mutating func heardItem(before latest: Moment?) throws(ProfileError) -> HeardItem {
    guard let head = HeardHead(try byte()) else { throw invalid("head of an item") }
    var heard = HeardItem(item: try item(of: head.kind))
    if head.isCounted {
      heard.counted = try number32("number of counted plays")
      guard heard.counted > 0 else { throw invalid("number of counted plays") }
    }
    guard head.listens != .none else { return heard }
    guard let latest else { throw invalid("last moment") }
    if let completion = head.completion {
      heard.add(completion, at: try moment(before: latest))
      return heard
    }
    heard.tally = try tally(before: latest)
    guard heard.listens > 1 else { throw invalid("listen counts") }
    try readCounters(of: &heard)
    return heard
  }

  private mutating func readCounters(of heard: inout HeardItem) throws(ProfileError) {
    heard.weekendListens = try number32("number of weekend listens")
    heard.nightListens = try number32("number of night listens")
    heard.morningListens = try number32("number of morning listens")
    heard.afternoonListens = try number32("number of afternoon listens")
    let timed = UInt64(heard.nightListens) + UInt64(heard.morningListens) + UInt64(heard.afternoonListens)
    guard heard.weekendListens <= heard.listens, timed <= UInt64(heard.listens) else { throw invalid("listen counts") }
    heard.weight = try weight(from: 1)
    heard.latestGapMilliseconds = try number()
  }
}
