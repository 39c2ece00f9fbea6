import Logging
import Telemetry

extension HostingConfiguration {
  enum Keys {
    static let host = ConfigurationKey.text(
      "listen.host", default: "127.0.0.1", "The address to listen on; 0.0.0.0 for every one of the machine's.")
    static let portFile = ConfigurationKey.text(
      "listen.portFile", default: "", none: "no file",
      "A file that the bound port is written to once calls are taken, and that is removed at the end.")
    static let logLevel = ConfigurationKey<Logger.Level>.choice(
      "log.level", default: .info, "The least level that is logged.")
    static let logFormat = ConfigurationKey<LogFormat>.choice(
      "log.format", default: .automatic, "How log lines look; automatic is text on a terminal and json elsewhere.")
    static let traceShare = ConfigurationKey.number(
      "tracing.recordedShare", default: 0, in: 0...1,
      "The part of the traces begun here that are marked as recorded; only home begins traces.")
    static let reflection = ConfigurationKey.flag(
      "reflection.enabled", default: true,
      "Whether to tell callers which services and messages there are, as grpcurl and others ask.")
    static let shutdownSeconds = ConfigurationKey.number(
      "shutdown.seconds", default: 10, in: 0...600, "How long calls in flight may take after the signal to stop.")
    static let stopsWithInput = ConfigurationKey.flag(
      "shutdown.withInput", default: false,
      """
      Whether the end of standard input stops the process as SIGTERM does: for a parent that keeps the other end of a \
      pipe open, so that the process ends with its parent even if that is killed.
      """)

    static func port(default port: Int) -> ConfigurationKey<Int> {
      .integer("listen.port", default: port, in: 0...65_535, "The port to listen on; 0 for any free one.")
    }
  }

  static func keys(port: Int) -> [ConfigurationKeyDescription] {
    [
      Keys.host.description, Keys.port(default: port).description, Keys.portFile.description,
      Keys.logLevel.description, Keys.logFormat.description, Keys.traceShare.description,
      Keys.reflection.description, Keys.shutdownSeconds.description, Keys.stopsWithInput.description,
    ] + SecurityConfiguration.keys + PeersConfiguration.keys + ConnectionsConfiguration.keys
      + MonitoringConfiguration.keys(servicePort: port)
  }

  init(reading values: ConfigurationValues, defaultPort: Int) throws(HostingError) {
    host = try values.value(of: Keys.host)
    port = try values.value(of: Keys.port(default: defaultPort))
    let file = try values.value(of: Keys.portFile)
    portFile = file.isEmpty ? nil : file
    logLevel = try values.value(of: Keys.logLevel)
    logFormat = try values.value(of: Keys.logFormat)
    traceShare = try values.value(of: Keys.traceShare)
    monitoring = try MonitoringConfiguration(reading: values, servicePort: defaultPort)
    connections = try ConnectionsConfiguration(reading: values)
    reflection = try values.value(of: Keys.reflection)
    shutdownSeconds = try values.value(of: Keys.shutdownSeconds)
    stopsWithInput = try values.value(of: Keys.stopsWithInput)
    peers = try PeersConfiguration(reading: values)
    security = try SecurityConfiguration(reading: values, listenHost: host)
  }
}
