public import Hosting
import RPC

extension ConsoleConfiguration: ServiceConfiguration {
  private static let hostKey = ConfigurationKey.text(
    "web.host", default: "127.0.0.1", "The address of the page; it has no password: keep it inside.")
  private static let portKey = ConfigurationKey.integer(
    "web.port", default: 8080, in: 0...65_535, "The port of the page; 0 for any free one.")
  private static let allowedHostsKey = ConfigurationKey.hosts(
    "web.allowedHosts", "Names that the page is asked by, besides localhost and web.host")
  private static let portFileKey = ConfigurationKey.text(
    "web.portFile", default: "", none: "no file", "A file that the bound port of the page is written to.")
  private static let validationKey = ConfigurationKey.target(
    "peers.validation", default: RPCTarget(host: "127.0.0.1", port: 8004), "Where the validation service listens.")

  /// Its keys, in the order `--help` shows them.
  public static let keys = [
    hostKey.description, portKey.description, allowedHostsKey.description, portFileKey.description,
    validationKey.description,
  ]

  /// Reads every key.
  public init(reading values: ConfigurationValues) throws(HostingError) {
    let file = try values.value(of: Self.portFileKey)
    web = WebConfiguration(
      host: try values.value(of: Self.hostKey), port: try values.value(of: Self.portKey),
      allowedHosts: ConfigurationKey.hosts(in: try values.value(of: Self.allowedHostsKey)),
      portFile: file.isEmpty ? nil : file)
    validation = try values.value(of: Self.validationKey)
  }
}
