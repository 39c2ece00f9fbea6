/// At most ``ProfileLimits/heardMax`` heard items in the order of ``HeardItem/precedes(_:)``.
///
/// An item that comes to stand after the last place is forgotten with all its counts; should it come again, it starts
/// anew.
struct HeardList: Hashable, Sendable {
  private(set) var items: [HeardItem] = []

  /// Changes the item's entry, made on demand, and puts it where it now belongs.
  mutating func update(_ item: ItemIdentifier, _ change: (inout HeardItem) -> Void) {
    let index = items.firstIndex { $0.item == item }
    var entry = index.map { items[$0] } ?? HeardItem(item: item)
    change(&entry)
    if let index { items.remove(at: index) }
    let place = items.firstIndex { entry.precedes($0) } ?? items.count
    guard place < ProfileLimits.heardMax else { return }
    items.insert(entry, at: place)
    if items.count > ProfileLimits.heardMax { items.removeLast() }
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
