/// Items that a listener marked (liked, followed or hid), newest first; the oldest are forgotten.
struct MarkList: Hashable, Sendable {
  /// One marked item.
  struct Mark: Hashable, Sendable {
    let item: ItemIdentifier
    /// The latest moment of marking.
    let moment: Moment

    /// Newest first, the smaller identifier first among equals.
    func precedes(_ other: Mark) -> Bool {
      moment == other.moment ? item < other.item : moment > other.moment
    }
  }

  private(set) var marks: [Mark] = []

  /// When the item was marked; nil when it is not.
  func moment(of item: ItemIdentifier) -> Moment? {
    marks.first { $0.item == item }?.moment
  }

  /// Marks an item. Of two moments the later one stays.
  mutating func insert(_ item: ItemIdentifier, at moment: Moment, limit: Int) {
    let mark = Mark(item: item, moment: max(moment, self.moment(of: item) ?? moment))
    remove(item)
    let place = marks.firstIndex { mark.precedes($0) } ?? marks.count
    guard place < limit else { return }
    marks.insert(mark, at: place)
    if marks.count > limit { marks.removeLast() }
  }

  /// Takes the mark away, if there is one.
  mutating func remove(_ item: ItemIdentifier) {
    if let index = marks.firstIndex(where: { $0.item == item }) { marks.remove(at: index) }
  }

  /// Adds a mark read from bytes; false when it does not belong after those before it.
  mutating func append(_ mark: Mark) -> Bool {
    if let last = marks.last, !last.precedes(mark) { return false }
    marks.append(mark)
    return true
  }
}
