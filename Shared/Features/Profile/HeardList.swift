/// At most ``ProfileLimits/heardMax`` heard items in the order of ``HeardItem/precedes(_:)``.
///
/// An item that comes to stand after the last place is forgotten with all its counts; should it come again, it starts
/// anew.
struct HeardList: Hashable, Sendable {
  private(set) var items: [HeardItem] = []

  /// An empty list, with room for so many items.
  init(expecting count: Int = 0) {
    items.reserveCapacity(count)
  }

  /// Changes the item's entry, made on demand, and puts it where it now belongs.
  mutating func update(_ item: ItemIdentifier, _ change: (inout HeardItem) -> Void) {
    let found = items.firstIndex { $0.item == item }
    var entry = found.map { items[$0] } ?? HeardItem(item: item)
    change(&entry)
    if let found {
      move(entry, from: found)
    } else {
      let place = items.firstIndex { entry.precedes($0) } ?? items.count
      guard place < ProfileLimits.heardMax else { return }
      if items.count == ProfileLimits.heardMax { items.removeLast() }
      items.insert(entry, at: place)
    }
  }

  /// Puts a changed entry where it now belongs, never further back: those that it passes make room, the others stay.
  private mutating func move(_ entry: HeardItem, from index: Int) {
    var place = index
    while place > 0, entry.precedes(items[place - 1]) {
      items[place] = items[place - 1]
      place -= 1
    }
    items[place] = entry
  }

  /// The item's entry.
  subscript(_ item: ItemIdentifier) -> HeardItem? {
    items.first { $0.item == item }
  }

  /// Adds an entry read from bytes; false when it does not belong after those before it.
  mutating func append(_ entry: HeardItem) -> Bool {
    if let last = items.last, !last.precedes(entry) { return false }
    items.append(entry)
    return true
  }
}
