/// Every bound of the monitoring port.
public struct MonitoringLimits: Sendable {
  /// Those of its connections.
  public var web = WebLimits(connectionsMaximum: 32)
  /// Bytes of a request's path that are looked at; longer ones get 414.
  public var pathBytesMaximum = 256

  /// The standard limits, to be changed field by field.
  public init() {}
}
