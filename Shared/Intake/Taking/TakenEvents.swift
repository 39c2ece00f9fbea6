import Features

/// Which of a listener's events were taken: the fingerprints of at least the newest ``IntakeLimits/takenEventsMax``, 12 bytes
/// each, as they are stored. Minutes are remembered whole or not at all, so that a burst can go on: up to
/// ``IntakeLimits/takenEventsBurstMax`` events, beyond which the rest of that minute is too late.
///
/// They stand in the order they were taken, behind a head: so a batch changes the head and adds to the end, and a store that
/// writes only what differs writes as much as is new. What is offered is looked up all at once, by one pass over what is there.
struct TakenEvents: Hashable {
  /// What an event is to those that were taken.
  enum Novelty {
    case new
    /// It was taken before.
    case duplicate
    /// As old as those that were forgotten: it may be one of them.
    case tooLate
  }

  /// An event to be taken.
  struct Offer {
    var fingerprint: UInt64
    var moment: Moment
  }

  /// A version; whether any was forgotten; two bytes of 0; the latest minute of an event that was forgotten; the batch that was
  /// taken last; then of each event its fingerprint and its minute. Whole numbers have their lowest byte first.
  private(set) var bytes: [UInt8]
  private let countMin: Int
  private let countMax: Int

  /// Nothing taken yet.
  ///
  /// - Parameters:
  ///   - countMin: How many are remembered at least. A quarter more are there before the oldest are forgotten.
  ///   - countMax: How many are remembered at most, when so many are of one minute.
  init(countMin: Int = IntakeLimits.takenEventsMax, countMax: Int = IntakeLimits.takenEventsBurstMax) {
    precondition(countMax >= countMin + countMin / 4, "a burst is more than what is remembered anyway")
    bytes = [Self.version] + [UInt8](repeating: 0, count: Self.headBytes - 1)
    self.countMin = countMin
    self.countMax = countMax
    lastTaken = Moment(milliseconds: .min)
  }

  /// What ``bytes`` were; nil for others. No bytes are nothing taken.
  init?(
    decoding bytes: [UInt8], countMin: Int = IntakeLimits.takenEventsMax,
    countMax: Int = IntakeLimits.takenEventsBurstMax
  ) {
    self.init(countMin: countMin, countMax: countMax)
    if bytes.isEmpty { return }
    guard bytes.count >= Self.headBytes, bytes[0] == Self.version, bytes[1] < 2,
      (bytes.count - Self.headBytes).isMultiple(of: Self.eventBytes)
    else { return nil }
    self.bytes = bytes
  }

  /// How many are remembered.
  var count: Int { (bytes.count - Self.headBytes) / Self.eventBytes }

  /// The batch that was taken last.
  private(set) var lastTaken: Moment {
    get { Moment(milliseconds: bytes.number(at: 8)) }
    set { bytes.set(newValue.milliseconds, at: 8) }
  }

  /// The latest minute of an event that was forgotten; nil when none was.
  private(set) var forgottenMinute: UInt32? {
    get { bytes[1] == 0 ? nil : bytes.number(at: 4) }
    set {
      bytes[1] = newValue == nil ? 0 : 1
      bytes.set(newValue ?? 0, at: 4)
    }
  }

  /// Says in which batch events were taken.
  mutating func close(_ taken: Moment) {
    lastTaken = taken
  }

  /// Takes those that are new, and tells of each what it is.
  mutating func take(_ offers: [Offer]) -> [Novelty] {
    var table = OfferTable(count: offers.count)
    let firsts = offers.indices.map { table.insert($0, of: offers) }
    // By the first offer of each event: whether it was taken, before this batch or in it.
    var isTaken = [Bool](repeating: false, count: offers.count)
    for index in 0..<count {
      if let place = table.place(of: fingerprint(index), in: offers) { isTaken[place] = true }
    }
    let forgotten = forgottenMinute
    bytes.reserveCapacity(bytes.count + offers.count * Self.eventBytes)
    let novelties = zip(offers, firsts).map { offer, first in
      if isTaken[first] { return Novelty.duplicate }
      let minute = UInt32(clamping: offer.moment.milliseconds / 60_000)
      if let forgotten, minute <= forgotten { return .tooLate }
      isTaken[first] = true
      bytes.append(offer.fingerprint)
      bytes.append(minute)
      return .new
    }
    if count > countMin + countMin / 4 { forgetOldest() }
    return novelties
  }

  private func fingerprint(_ index: Int) -> UInt64 { bytes.number(at: Self.headBytes + index * Self.eventBytes) }

  private func minute(_ index: Int) -> UInt32 { bytes.number(at: Self.headBytes + index * Self.eventBytes + 8) }

  /// Keeps the newest, and all that are of the same minute as the oldest of them, for a minute that was forgotten in part is
  /// closed to what still comes of it. Only of a burst beyond its bound some go: those that stood first.
  private mutating func forgetOldest() {
    let minutes = (0..<count).map(minute)
    // In a burst nothing can go for long: this tells it in one pass.
    guard let oldest = minutes.min(), count > countMax || minutes.count(where: { $0 > oldest }) >= countMin else {
      return
    }
    let sorted = minutes.sorted()
    // Where the oldest minute begins that is kept whole.
    let whole = sorted.firstIndex(of: sorted[count - countMin]) ?? 0
    let first = max(whole, count - countMax)
    guard first > 0 else { return }
    let newest = sorted[first - 1]
    var excess = first - (sorted.firstIndex(of: newest) ?? 0)
    var kept = Array(bytes[..<Self.headBytes])
    kept.reserveCapacity(Self.headBytes + (count - first) * Self.eventBytes)
    for index in 0..<count {
      if minutes[index] < newest { continue }
      if minutes[index] == newest, excess > 0 {
        excess -= 1
        continue
      }
      kept.append(fingerprint(index))
      kept.append(minutes[index])
    }
    bytes = kept
    forgottenMinute = max(forgottenMinute ?? 0, newest)
  }

  private static let version: UInt8 = 2
  private static let headBytes = 16
  private static let eventBytes = 12
}

/// Finds offers by their fingerprints, which are as good as hashes.
private struct OfferTable {
  /// Places of offers and 1, or 0: at least half of them.
  private var places: [Int32]

  init(count: Int) {
    var size = 16
    while size < 2 * count { size *= 2 }
    places = [Int32](repeating: 0, count: size)
  }

  /// Where the first offer of the same fingerprint stands, which may be this one: then it is put in.
  mutating func insert(_ place: Int, of offers: [TakenEvents.Offer]) -> Int {
    let slot = slot(of: offers[place].fingerprint, in: offers)
    if places[slot] > 0 { return Int(places[slot]) - 1 }
    places[slot] = Int32(place) + 1
    return place
  }

  /// Where the first offer of that fingerprint stands; nil when there is none.
  func place(of fingerprint: UInt64, in offers: [TakenEvents.Offer]) -> Int? {
    let place = places[slot(of: fingerprint, in: offers)]
    return place == 0 ? nil : Int(place) - 1
  }

  private func slot(of fingerprint: UInt64, in offers: [TakenEvents.Offer]) -> Int {
    var slot = Int(truncatingIfNeeded: fingerprint) & (places.count - 1)
    while places[slot] != 0, offers[Int(places[slot]) - 1].fingerprint != fingerprint {
      slot = (slot + 1) & (places.count - 1)
    }
    return slot
  }
}

extension [UInt8] {
  /// The whole number at an offset, its lowest byte first.
  fileprivate func number<Number: FixedWidthInteger>(at offset: Int) -> Number {
    precondition(offset + MemoryLayout<Number>.size <= count)
    return unsafe withUnsafeBytes {
      unsafe Number(littleEndian: $0.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }

  /// Puts a whole number at an offset, its lowest byte first.
  fileprivate mutating func set<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
    precondition(offset + MemoryLayout<Number>.size <= count)
    unsafe withUnsafeMutableBytes {
      unsafe $0.storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
    }
  }

  /// Appends a whole number, its lowest byte first.
  fileprivate mutating func append<Number: FixedWidthInteger>(_ number: Number) {
    unsafe Swift.withUnsafeBytes(of: number.littleEndian) { unsafe append(contentsOf: $0) }
  }
}
