/// How long a server keeps a connection (RFC 9113, section 6.8; gRPC's proposal A9). At its end the client is told (GOAWAY),
/// calls begun or on their way are answered, and new ones go over a new connection: no call is lost.
public struct ServerLifetime: Hashable, Sendable {
  /// The time without a call after which a connection ends, at the latest after twice as long; nil, the standard, for
  /// never.
  public var idleMaximum: Duration?
  /// The age at which a connection ends, so that clients come back and spread over replicas; nil, the standard, for never.
  public var ageMaximum: Duration?
  /// The part of `ageMaximum`, from 0 to less than 1, by which a connection's is randomly longer or shorter, so that they do
  /// not all end at once; standard: a tenth.
  public var ageJitter = 0.1
  /// How long calls may still take after that, before they are cut off with UNAVAILABLE; nil, the standard, for as long
  /// as they like.
  public var ageGrace: Duration?

  /// The standard times, to be changed field by field.
  public init() {}

  func check() {
    precondition((0..<1).contains(ageJitter), "a jitter is a part from none to all")
    for time in [idleMaximum, ageMaximum] {
      precondition(time.map { $0 > .zero } ?? true, "a life is longer than none")
    }
  }

  /// The age of one connection.
  func age(using generator: inout some RandomNumberGenerator) -> Duration? {
    ageMaximum.map { $0 * Double.random(in: 1 - ageJitter...1 + ageJitter, using: &generator) }
  }
}
