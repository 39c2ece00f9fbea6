/// Keeps the best few of many scores: a bounded heap, worst at the root.
///
/// Higher scores are better, and equal scores are better the smaller their index, so the outcome does not depend on the
/// order in which scores are offered. Offering n scores to keep k costs n steps and, rarely, log k more.
struct TopSelection {
  private let capacity: Int
  private var heap: [Entry] = []

  struct Entry {
    var index: Int
    var score: Float

    func isWorse(than other: Entry) -> Bool {
      score == other.score ? index > other.index : score < other.score
    }
  }

  init(capacity: Int) {
    self.capacity = max(0, capacity)
  }

  /// Whether a score this low could still be kept; asked before the costlier questions about its item.
  func mightKeep(_ score: Float) -> Bool {
    guard heap.count == capacity else { return capacity > 0 }
    return capacity > 0 && score >= heap[0].score
  }

  /// Keeps the entry if it is among the best so far. Its score is not NaN.
  mutating func offer(_ entry: Entry) {
    if heap.count < capacity {
      heap.append(entry)
      siftUp(heap.count - 1)
    } else if capacity > 0, heap[0].isWorse(than: entry) {
      heap[0] = entry
      siftDown()
    }
  }

  /// What was kept, best first.
  func sorted() -> [Entry] {
    heap.sorted { $1.isWorse(than: $0) }
  }

  private mutating func siftUp(_ start: Int) {
    var child = start
    while child > 0 {
      let parent = (child - 1) / 2
      guard heap[child].isWorse(than: heap[parent]) else { return }
      heap.swapAt(child, parent)
      child = parent
    }
  }

  private mutating func siftDown() {
    var parent = 0
    while true {
      var worst = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
        if heap[child].isWorse(than: heap[worst]) { worst = child }
      }
      guard worst != parent else { return }
      heap.swapAt(parent, worst)
      parent = worst
    }
  }
}
