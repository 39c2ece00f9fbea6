/// Finds the addresses of a client's servers.
///
/// It is asked before the first call, after connections fail or end, and from time to time (``ResolutionOptions``), one
/// question at a time.
public protocol AddressResolver: Sendable {
  /// All addresses now, the preferred ones first.
  ///
  /// - Throws: Anything; the addresses known before stay in use.
  func addresses() async throws -> [ServerAddress]
}

/// When a client asks again for its servers' addresses. Without effect for targets that are addresses.
public struct ResolutionOptions: Sendable {
  /// From one answer to the next question while nothing goes wrong; at least `minimumInterval`.
  public var interval: Duration = .seconds(30)
  /// From one question to the next when connections fail or end. Questions without an answer wait longer
  /// (``RPCClientOptions/backoff``).
  public var minimumInterval: Duration = .seconds(1)

  /// The standard times, to be changed field by field.
  public init() {}
}
