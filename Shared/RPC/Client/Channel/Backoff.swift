/// Waiting times after failures in a row: exponential, bounded, and spread so that clients do not come back together.
///
/// The standard times are those of gRPC's connection back-off protocol (grpc/grpc, doc/connection-backoff.md). They are counted
/// from the end of an attempt that failed; the protocol counts from its beginning, so that a server which swallows connections
/// is asked less often by us.
public struct Backoff: Sendable {
  /// After the first failure, longer than none.
  public var initial: Duration = .seconds(1)
  /// After many failures, before it is spread.
  public var maximum: Duration = .seconds(120)
  /// From one failure to the next; at least 1.
  public var factor = 1.6
  /// The part of a waiting time, from 0 to 1, by which it is randomly longer or shorter.
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
