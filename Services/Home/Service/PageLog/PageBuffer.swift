import Domain
import Features

/// Pages on their way to the log: those that wait, and those that are being written. Bounded in number and bytes.
struct PageBuffer: Sendable {
  private var waiting: [ServedPage] = []
  private var writing: [ServedPage] = []
  private(set) var bytes = 0
  private let limits: PageLogLimits

  /// Nothing.
  init(limits: PageLogLimits) {
    self.limits = limits
  }

  /// How many are held.
  var count: Int { waiting.count + writing.count }
  /// How many wait.
  var waitingCount: Int { waiting.count }

  /// Takes a page; false when there is no room for it.
  mutating func append(_ page: ServedPage) -> Bool {
    let size = page.bytesHeld
    guard count < limits.heldPagesMax, bytes + size <= limits.heldBytesMax else { return false }
    waiting.append(page)
    bytes += size
    return true
  }

  /// The oldest that wait, which are being written from here on; nothing may be written already.
  mutating func beginWrite() -> [ServedPage] {
    precondition(writing.isEmpty, "one write at a time")
    writing = Array(waiting.prefix(limits.pagesAtOnce))
    waiting.removeFirst(writing.count)
    return writing
  }

  /// Lets go of what was written, or has it wait again, before all others.
  mutating func endWrite(isWritten: Bool) {
    if isWritten {
      bytes -= writing.reduce(0) { $0 + $1.bytesHeld }
    } else {
      waiting.insert(contentsOf: writing, at: 0)
    }
    writing = []
  }

  /// Drops the pages of some listeners that wait, and tells how many of each.
  mutating func remove(_ listeners: Set<ListenerIdentifier>) -> [ListenerIdentifier: Int] {
    var removed: [ListenerIdentifier: Int] = [:]
    for page in waiting where listeners.contains(page.listener) {
      removed[page.listener, default: 0] += 1
      bytes -= page.bytesHeld
    }
    if !removed.isEmpty { waiting.removeAll { listeners.contains($0.listener) } }
    return removed
  }
}

extension ServedPage {
  /// About how much memory the page takes.
  fileprivate var bytesHeld: Int {
    shelves.reduce(512 + profile.count) { bytes, shelf in
      shelf.cards.reduce(bytes + 256) { bytes, card in
        bytes + 192 + (card.features.map { 5 * $0.values.count + 64 } ?? 0)
      }
    }
  }
}
