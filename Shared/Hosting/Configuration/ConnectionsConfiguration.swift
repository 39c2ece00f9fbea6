public import RPC

/// How a service's server treats the connections of its clients.
public struct ConnectionsConfiguration: Hashable, Sendable {
  /// The silence after which a client is pinged; nil for never.
  public var keepaliveSeconds: Double?
  /// The time without a call after which a connection ends; nil for never.
  public var idleSeconds: Double?
  /// The age at which a connection ends, a tenth more or less; nil for never.
  public var ageSeconds: Double?
  /// How replies are compressed for clients that can read it.
  public var compression: MessageEncoding

  /// Writes all of it into a server's options.
  func apply(to options: inout RPCServerOptions) {
    options.keepalive.interval = keepaliveSeconds.map { .seconds($0) }
    options.lifetime.idleMaximum = idleSeconds.map { .seconds($0) }
    options.lifetime.ageMaximum = ageSeconds.map { .seconds($0) }
    options.compression.encoding = compression
  }
}
