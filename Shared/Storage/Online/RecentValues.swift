/// Values by key within a bound of bytes: the least recently used go first.
///
/// A dictionary into an array of slots that are linked in the order of their use: every step is constant.
struct RecentValues: Sendable {
  private struct Slot {
    var key: String
    var value: OnlineValue
    var newer: Int
    var older: Int
  }

  /// What an entry costs besides its key and its value, in bytes.
  static let overheadBytes = 96

  private var slots: [Slot] = []
  private var free: [Int] = []
  private var positions: [String: Int] = [:]
  private var newest = -1
  private var oldest = -1
  private var bytesHeld = 0
  private let bytesMax: Int

  /// Holds nothing yet.
  init(bytesMax: Int) {
    self.bytesMax = bytesMax
  }

  /// How many values there are.
  var count: Int { positions.count }

  /// The value of a key, which is then the most recently used.
  mutating func value(of key: String) -> OnlineValue? {
    guard let position = positions[key] else { return nil }
    unlink(position)
    linkAsNewest(position)
    return slots[position].value
  }

  /// Sets a value, which is then the most recently used, and drops what no longer has room: it too, if it alone is
  /// larger than the bound.
  mutating func set(_ value: OnlineValue, of key: String) {
    remove(key)
    let slot = Slot(key: key, value: value, newer: -1, older: -1)
    let position = free.popLast() ?? slots.count
    if position == slots.count { slots.append(slot) } else { slots[position] = slot }
    positions[key] = position
    bytesHeld += cost(of: slot)
    linkAsNewest(position)
    while bytesHeld > bytesMax, oldest >= 0 { remove(slots[oldest].key) }
  }

  /// The version of a key's value, which is used no more recently for it.
  func version(of key: String) -> OnlineVersion? {
    positions[key].map { slots[$0].value.version }
  }

  /// Removes a value and tells whether it was there.
  @discardableResult
  mutating func remove(_ key: String) -> Bool {
    guard let position = positions.removeValue(forKey: key) else { return false }
    unlink(position)
    bytesHeld -= cost(of: slots[position])
    slots[position].key = ""
    slots[position].value.bytes = []
    free.append(position)
    return true
  }

  private func cost(of slot: Slot) -> Int {
    slot.key.utf8.count + slot.value.bytes.count + Self.overheadBytes
  }

  private mutating func linkAsNewest(_ position: Int) {
    slots[position].newer = -1
    slots[position].older = newest
    if newest >= 0 { slots[newest].newer = position } else { oldest = position }
    newest = position
  }

  private mutating func unlink(_ position: Int) {
    let (newer, older) = (slots[position].newer, slots[position].older)
    if newer >= 0 { slots[newer].older = older } else { newest = older }
    if older >= 0 { slots[older].newer = newer } else { oldest = newer }
  }
}
