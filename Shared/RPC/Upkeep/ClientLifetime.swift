/// How long a client keeps a connection.
public struct ClientLifetime: Hashable, Sendable {
  /// The time without a call after which the connection is closed, at the latest after twice as long; the next call makes a
  /// new one. Longer than none; nil for never; standard: 30 minutes, as gRPC's clients have it.
  public var idleMaximum: Duration? = .seconds(30 * 60)

  /// The standard time, to be changed.
  public init() {}

  func check() {
    precondition(idleMaximum.map { $0 > .zero } ?? true, "a life is longer than none")
  }
}
