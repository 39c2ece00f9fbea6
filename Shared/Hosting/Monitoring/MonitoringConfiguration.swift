/// Where machines that watch a process find its metrics and its health.
public struct MonitoringConfiguration: Hashable, Sendable {
  /// Whether there is a monitoring port at all.
  public var isEnabled: Bool
  /// The address to listen on.
  public var host: String
  /// The port to listen on; 0 for any free one.
  public var port: Int
  /// The names under which it is asked, besides the loopback's and the address.
  public var allowedHosts: [String]
  /// The file that the bound port is written to; nil for none.
  public var portFile: String?
}
