/// Finds small numbers by 64-bit keys other than 0.
///
/// Open addressing with a fixed hash (``CategoryHash``): no part of it differs from process to process, as Swift's own
/// hashing does.
struct KeyTable {
  private var keys: [UInt64]
  private var places: [Int32]
  private let mask: Int

  /// A table for so many keys at most.
  init(keysMax: Int) {
    var size = 16
    while size < keysMax * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    places = [Int32](repeating: 0, count: size)
    mask = size - 1
  }

  /// The key's number; nil when it is not there.
  @inline(__always)
  subscript(_ key: UInt64) -> Int? {
    let slot = slot(of: key)
    return keys[slot] == key ? Int(places[slot]) : nil
  }

  /// The key's number, which becomes `next` when the key is new.
  mutating func insert(_ key: UInt64, next: Int) -> Int {
    let slot = slot(of: key)
    if keys[slot] == key { return Int(places[slot]) }
    keys[slot] = key
    places[slot] = Int32(next)
    return next
  }

  /// Where the key stands, or may be put. There is always a free slot, since at most half are taken.
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: CategoryHash.mixed(key)) & mask
    while keys[slot] != 0 && keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }
}
