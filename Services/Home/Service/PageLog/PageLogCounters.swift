import CoreMetrics

/// What is counted of the page log.
enum PageLogCounters {
  /// Why a served page is not in the log.
  enum Loss: String, CaseIterable {
    /// There was no room: the log could not be written for a while.
    case full
    /// The log cannot have such a page.
    case refused
    /// The process stopped before it was written.
    case stopped
  }

  private static let written = Counter(label: "home_pages_logged_total")
  private static let failures = Counter(label: "home_page_log_write_failures_total")
  private static let held = Gauge(label: "home_pages_held")
  private static let heldBytes = Gauge(label: "home_pages_held_bytes")
  private static let open = Gauge(label: "home_page_log_circuit_open")
  private static let lost = Dictionary(
    uniqueKeysWithValues: Loss.allCases.map { loss in
      (loss, Counter(label: "home_pages_not_logged_total", dimensions: [("reason", loss.rawValue)]))
    })

  /// Pages are in the log.
  static func countWritten(_ count: Int) { written.increment(by: count) }

  /// Pages are not in the log, and never will be. With 0, so that every metric is there from the start.
  static func countLost(_ loss: Loss, _ count: Int) { lost[loss]?.increment(by: count) }

  /// A write failed; it will be tried again.
  static func countFailure() { failures.increment() }

  /// What is held, and whether the log is not asked because it failed.
  static func set(_ buffer: PageBuffer, isOpen: Bool) {
    held.record(buffer.count)
    heldBytes.record(buffer.bytes)
    open.record(isOpen ? 1 : 0)
  }
}
