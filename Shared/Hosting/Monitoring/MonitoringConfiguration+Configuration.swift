extension MonitoringConfiguration {
  /// How far the monitoring port is from the service's own unless told otherwise: home at 8001 is watched at 9001.
  private static let portDistance = 1000

  private static let enabled = ConfigurationKey<Bool>.flag(
    "monitoring.enabled", "Whether /metrics, /health/live and /health/ready are answered over HTTP on their own port.")
  private static let hostKey = ConfigurationKey.text(
    "monitoring.host", default: "127.0.0.1", "The address of the monitoring port; it has no password: keep it inside.")
  private static let allowedHostsKey = ConfigurationKey.hosts(
    "monitoring.allowedHosts", "Names that the monitoring port is asked by, besides localhost and monitoring.host")
  private static let portFileKey = ConfigurationKey.text(
    "monitoring.portFile", default: "", none: "no file", "A file that the bound monitoring port is written to.")

  private static func portKey(_ servicePort: Int) -> ConfigurationKey<Int> {
    .integer(
      "monitoring.port", default: min(servicePort + portDistance, 65_535), in: 0...65_535,
      "The monitoring port; 0 for any free one.")
  }

  static func keys(servicePort: Int) -> [ConfigurationKeyDescription] {
    [
      enabled.description, hostKey.description, portKey(servicePort).description, allowedHostsKey.description,
      portFileKey.description,
    ]
  }

  init(reading values: ConfigurationValues, servicePort: Int) throws(HostingError) {
    isEnabled = try values.value(of: Self.enabled)
    host = try values.value(of: Self.hostKey)
    port = try values.value(of: Self.portKey(servicePort))
    allowedHosts = ConfigurationKey.hosts(in: try values.value(of: Self.allowedHostsKey))
    let file = try values.value(of: Self.portFileKey)
    portFile = file.isEmpty ? nil : file
  }
}
