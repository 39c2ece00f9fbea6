/// When a call that failed before its reply began is made again (gRFC A6).
///
/// For calls marked as idempotent (``CallOptions/isIdempotent``), and those that bring a policy of their own. Calls of
/// which no server has begun anything are always made again.
public struct RetryPolicy: Sendable {
  /// Attempts at most, the first one included: 1 for none but the first, never more than 5.
  public var attemptsMaximum = 3
  /// How long to wait before an attempt, unless the server says (`grpc-retry-pushback-ms`).
  public var backoff = RetryPolicy.standardBackoff
  /// The statuses after which another attempt may help.
  public var codes: Set<RPCStatus.Code> = [.unavailable]

  /// The standard policy, to be changed field by field.
  public init() {}

  /// More attempts than this are never made (gRFC A6).
  static let attemptsCeiling = 5

  private static let standardBackoff: Backoff = {
    var backoff = Backoff()
    backoff.initial = .milliseconds(20)
    backoff.maximum = .seconds(1)
    backoff.factor = 2
    return backoff
  }()
}
