import Logging
import Messages
import NIOPosix
import RPC

/// Asks a service that runs with a configuration whether it serves: what `--probe` does.
struct HealthProbe {
  /// How long the answer may take.
  static let timeout: Duration = .seconds(2)

  let configuration: HostingConfiguration

  /// nil when it serves, otherwise why not, for people.
  func complaint() async -> String? {
    guard let address else { return "listen.port is 0 and there is no listen.portFile to read the port from" }
    var options = RPCClientOptions()
    options.security = configuration.security.probe
    let client = RPCClient(
      host: address.host, port: address.port, options: options,
      group: MultiThreadedEventLoopGroup.singleton, logger: Logger(label: "probe") { _ in SwiftLogNoOpLogHandler() })
    let complaint = await answer(of: client, at: address)
    await client.close()
    return complaint
  }

  private func answer(of client: RPCClient, at address: PeerAddress) async -> String? {
    do {
      let response = try await HealthWire.HealthClient(client)
        .check(HealthWire.HealthCheckRequest(), options: CallOptions(timeout: Self.timeout))
      return response.status == .serving ? nil : "\(address) answers \(response.status)"
    } catch {
      return "\(address) does not answer: \(error)"
    }
  }

  /// Where to ask: loopback for a service that listens everywhere.
  private var address: PeerAddress? {
    let host =
      switch configuration.host {
      case "0.0.0.0": "127.0.0.1"
      case "::": "::1"
      default: configuration.host
      }
    let port =
      configuration.port == 0 ? configuration.portFile.flatMap { PortFile(path: $0).read() } : configuration.port
    return port.map { PeerAddress(host: host, port: $0) }
  }
}
