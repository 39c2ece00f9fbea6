/// Waiting times after failures in a row: exponential, bounded, and spread so that clients do not come back together.
public struct Backoff: Sendable {
  /// After the first failure.
  public var initial: Duration = .milliseconds(100)
  /// After many failures.
  public var maximum: Duration = .seconds(5)
  /// From one failure to the next.
  public var factor = 1.6
  /// The part of a waiting time by which it is randomly longer or shorter.
  public var jitter = 0.2

  /// The standard times, to be changed field by field.
  public init() {}

  /// The time to wait after `failures` in a row, at least one.
  func delay(afterFailures failures: Int, using generator: inout some RandomNumberGenerator) -> Duration {
    var delay = initial
    for _ in 1..<max(2, failures) where failures > 1 && delay < maximum { delay = delay * factor }
    return min(delay, maximum) * Double.random(in: 1 - jitter...1 + jitter, using: &generator)
  }
}
