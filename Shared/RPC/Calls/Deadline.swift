/// When a caller stops waiting. Without a reference within, unlike the clock's own moments: calls are made and freed by the
/// million.
struct Deadline: Sendable {
  private static let origin = ContinuousClock.now

  private let sinceOrigin: Duration

  /// The moment that long from now.
  init(in timeout: Duration) { sinceOrigin = ContinuousClock.now - Self.origin + timeout }

  /// The moment, by the clock.
  var instant: ContinuousClock.Instant { Self.origin + sinceOrigin }

  /// The time left; negative when it has passed.
  var remaining: Duration { instant - .now }
}
