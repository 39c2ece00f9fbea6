public import Logging
public import Telemetry

/// What every service process can be told.
public struct HostingConfiguration: Sendable {
  /// The address to listen on.
  public var host: String
  /// The port to listen on; 0 for any free one.
  public var port: Int
  /// The file that the bound port is written to; nil for none.
  public var portFile: String?
  /// The least level that is logged.
  public var logLevel: Logger.Level
  /// How log lines look.
  public var logFormat: LogFormat
  /// Where metrics and health are found.
  public var monitoring: MonitoringConfiguration
  /// The part of the traces begun by this process that are marked as recorded, from 0 to 1.
  public var traceShare: Double
  /// How connections are kept, ended and compressed.
  public var connections: ConnectionsConfiguration
  /// Whether callers are told which services and messages there are: gRPC's server reflection.
  public var reflection: Bool
  /// How long calls in flight may take after the signal to stop.
  public var shutdownSeconds: Double
  /// Whether the end of standard input stops the process.
  public var stopsWithInput: Bool
  /// How the process and its peers know each other.
  public var security: SecurityConfiguration
  /// How the process calls other services.
  public var peers: PeersConfiguration
}
