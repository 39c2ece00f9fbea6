/// Keeps from asking what does not answer: after a failure it is not asked for a while, which doubles with each failure in a row.
///
/// After the pause one attempt is let through. Pauses are drawn from the upper half of their length, so that many processes do not
/// come back at once.
struct CircuitBreaker: Sendable {
  private let pauses: ClosedRange<Duration>
  private var closedAgain: ContinuousClock.Instant?
  /// Failures in a row.
  private(set) var failures = 0

  /// Closed: everything is let through.
  init(pauses: ClosedRange<Duration>) {
    self.pauses = pauses
  }

  /// Whether the last attempt failed.
  var isOpen: Bool { failures > 0 }

  /// Whether an attempt is let through.
  func allows(at now: ContinuousClock.Instant) -> Bool {
    closedAgain.map { $0 <= now } ?? true
  }

  /// Notes a failure.
  mutating func failed(at now: ContinuousClock.Instant) {
    failures += 1
    let pause = min(pauses.lowerBound * (1 << min(failures - 1, 20)), pauses.upperBound)
    closedAgain = now + pause * Double.random(in: 0.5...1)
  }

  /// Notes a success: everything is let through again.
  mutating func succeeded() {
    failures = 0
    closedAgain = nil
  }
}
