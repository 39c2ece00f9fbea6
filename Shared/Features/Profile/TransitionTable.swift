/// Decayed counts of what followed what, in the order of the pairs, at most ``ProfileLimits/transitionsMax``.
struct TransitionTable: Hashable, Sendable {
  /// One pair.
  struct Entry: Hashable, Sendable {
    let from: ItemIdentifier
    let to: ItemIdentifier
    var weight: Float

    /// By what came first, then by what followed.
    func precedes(_ other: Entry) -> Bool { (from, to) < (other.from, other.to) }
  }

  private(set) var entries: [Entry] = []

  /// Counts one more. A new pair takes the place of the lightest when all places are taken.
  mutating func add(from: ItemIdentifier, to: ItemIdentifier) {
    let entry = Entry(from: from, to: to, weight: 1)
    let place = place(of: entry)
    if place < entries.count, entries[place].from == from, entries[place].to == to {
      entries[place].weight = min(entries[place].weight + 1, ProfileLimits.weightMax)
      return
    }
    entries.insert(entry, at: place)
    if entries.count > ProfileLimits.transitionsMax { entries.remove(at: lightest(but: place)) }
  }

  /// Where a pair stands, or would.
  private func place(of entry: Entry) -> Int {
    var (low, high) = (0, entries.count)
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].precedes(entry) { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The first of the lightest pairs, but for one place.
  private func lightest(but place: Int) -> Int {
    var lightest = place == 0 ? 1 : 0
    for index in entries.indices where index != place && entries[index].weight < entries[lightest].weight {
      lightest = index
    }
    return lightest
  }

  /// Fades all, and drops those that have become too light.
  mutating func fade(by factor: Float) {
    guard factor < 1 else { return }
    var isLight = false
    for index in entries.indices {
      entries[index].weight *= factor
      isLight = isLight || entries[index].weight < ProfileLimits.habitWeightMin
    }
    if isLight { entries.removeAll { $0.weight < ProfileLimits.habitWeightMin } }
  }

  /// What followed an item; nil when nothing is known to have.
  func successors(of item: ItemIdentifier) -> Successors? {
    let successors = Successors(entries.filter { $0.from == item })
    return successors.total > 0 ? successors : nil
  }

  /// Adds an entry read from bytes; false when it does not belong after those before it.
  mutating func append(_ entry: Entry) -> Bool {
    if let last = entries.last, !last.precedes(entry) { return false }
    entries.append(entry)
    return true
  }
}

/// What followed one item.
struct Successors {
  private let entries: [TransitionTable.Entry]
  /// All of it together.
  let total: Float

  init(_ entries: [TransitionTable.Entry]) {
    self.entries = entries
    total = entries.reduce(0) { $0 + $1.weight }
  }

  /// The part that was that item; 0 for nil, which stands for an item that never followed.
  func share(of item: ItemIdentifier?) -> Float {
    (entries.first { $0.to == item }?.weight ?? 0) / total
  }
}
