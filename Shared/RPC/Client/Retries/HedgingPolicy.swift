/// When a call is made again before its first attempt has an answer (gRFC A6); the first good answer is taken and the
/// other attempts are cancelled.
///
/// For calls of one request and one reply that are marked as idempotent. Such a call is not retried besides. Calls with streams
/// are never hedged: their messages would have to be kept whole and sent twice.
public struct HedgingPolicy: Sendable {
  /// Attempts at most, the first one included: 1 for none but the first, never more than 5.
  public var attemptsMaximum = 2
  /// From one attempt to the next while none has an answer. About the time within which 95 of 100 calls end.
  public var delay: Duration = .milliseconds(100)
  /// Statuses that do not end the call: the next attempt is made at once.
  public var nonFatalCodes: Set<RPCStatus.Code> = [.unavailable]

  /// The standard policy, to be changed field by field.
  public init() {}
}
