import Features

/// Which of a listener's events were taken: the fingerprints of the newest ``IntakeLimits/takenEventsMax``, 12 bytes each.
struct TakenEvents: Hashable {
  /// What an event is to those that were taken.
  enum Novelty {
    case new
    /// It was taken before.
    case duplicate
    /// As old as those that were forgotten: it may be one of them.
    case tooLate
  }

  /// The batch that was taken last.
  private(set) var lastTaken = Moment(milliseconds: .min)
  /// The latest minute of an event that was forgotten; nil when none was.
  private(set) var forgottenMinute: UInt32?
  private var fingerprints: [UInt64] = []
  private var minutes: [UInt32] = []
  private let countMax: Int

  /// Nothing taken yet.
  init(countMax: Int = IntakeLimits.takenEventsMax) {
    self.countMax = countMax
  }

  /// How many are remembered.
  var count: Int { fingerprints.count }

  /// Takes an event if it is new.
  mutating func take(_ fingerprint: UInt64, at moment: Moment) -> Novelty {
    let place = place(of: fingerprint)
    if place < fingerprints.count, fingerprints[place] == fingerprint { return .duplicate }
    let minute = UInt32(clamping: moment.milliseconds / 60_000)
    if let forgottenMinute, minute <= forgottenMinute { return .tooLate }
    fingerprints.insert(fingerprint, at: place)
    minutes.insert(minute, at: place)
    if count > countMax { forgetOldest() }
    return .new
  }

  /// Says in which batch events were taken.
  mutating func close(_ taken: Moment) {
    lastTaken = taken
  }

  private mutating func forgetOldest() {
    guard let oldest = minutes.indices.min(by: { minutes[$0] < minutes[$1] }) else { return }
    forgottenMinute = max(forgottenMinute ?? 0, minutes[oldest])
    fingerprints.remove(at: oldest)
    minutes.remove(at: oldest)
  }

  private func place(of fingerprint: UInt64) -> Int {
    var range = fingerprints.startIndex..<fingerprints.endIndex
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      if fingerprints[middle] < fingerprint {
        range = (middle + 1)..<range.upperBound
      } else {
        range = range.lowerBound..<middle
      }
    }
    return range.lowerBound
  }
}

extension TakenEvents {
  private static let version: UInt8 = 1
  private static let headBytes = 14
  private static let eventBytes = 12

  /// What ``encoded()`` made; nil for other bytes. No bytes are nothing taken.
  init?(decoding bytes: [UInt8], countMax: Int = IntakeLimits.takenEventsMax) {
    self.init(countMax: countMax)
    if bytes.isEmpty { return }
    guard bytes.count >= Self.headBytes, bytes[0] == Self.version, (bytes.count - Self.headBytes) % Self.eventBytes == 0
    else { return nil }
    let events = (bytes.count - Self.headBytes) / Self.eventBytes
    lastTaken = Moment(milliseconds: bytes.numbers(1, at: 2)[0])
    forgottenMinute = bytes[1] == 0 ? nil : bytes.numbers(1, at: 10)[0]
    fingerprints = bytes.numbers(events, at: Self.headBytes)
    minutes = bytes.numbers(events, at: Self.headBytes + 8 * events)
  }

  /// A version, whether any was forgotten, the last batch, the minute; then all fingerprints in their order, then all minutes.
  /// Whole numbers have their lowest byte first.
  func encoded() -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Self.headBytes + Self.eventBytes * count)
    bytes.append(Self.version)
    bytes.append(forgottenMinute == nil ? 0 : 1)
    bytes.append(numbers: [lastTaken.milliseconds])
    bytes.append(numbers: [forgottenMinute ?? 0])
    bytes.append(numbers: fingerprints)
    bytes.append(numbers: minutes)
    return bytes
  }
}

extension [UInt8] {
  /// Whole numbers from an offset on, each with its lowest byte first.
  fileprivate func numbers<Number: FixedWidthInteger>(_ count: Int, at offset: Int) -> [Number] {
    let size = MemoryLayout<Number>.size
    return unsafe withUnsafeBytes { bytes in
      (0..<count).map { index in
        unsafe Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset + index * size, as: Number.self))
      }
    }
  }

  /// Appends whole numbers, each with its lowest byte first.
  fileprivate mutating func append<Number: FixedWidthInteger>(numbers: [Number]) {
    unsafe numbers.map(\.littleEndian).withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}
