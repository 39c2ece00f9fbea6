import CoreMetrics

/// What is counted of work on the pool.
enum WorkCounters {
  private static let admitted = Counter(label: "work_admitted_total")
  private static let refused = Counter(label: "work_refused_total")

  /// A job was let in, or refused because too much waits.
  static func count(isRefused: Bool) {
    if isRefused { refused.increment() } else { admitted.increment() }
  }
}
