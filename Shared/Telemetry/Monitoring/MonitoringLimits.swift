public import NIOCore

/// Every bound of the monitoring port.
public struct MonitoringLimits: Sendable {
  /// Connections at once; one more is closed.
  public var connectionsMaximum = 32
  /// Bytes of a request's path that are looked at; longer ones get 414.
  public var pathBytesMaximum = 256
  /// Bytes of a request before its end, headers and body; more close the connection.
  public var requestBytesMaximum = 16 << 10
  /// How long a connection may be silent, or a request be on its way.
  public var idleTimeout: TimeAmount = .seconds(60)

  /// The standard limits, to be changed field by field.
  public init() {}
}
