import Glibc
import Hosting
import Synchronization

/// What is known of a run's services while they run: their processes, to end them at once, and their ports, to start them
/// again where others look for them.
final class FleetState: Sendable {
  private struct Service {
    var process: pid_t?
    var port: Int?
    var pagePort: Int?
  }

  private let services = Mutex<[FleetService: Service]>([:])

  /// Notes which process a service is; nil when it has none.
  func note(_ service: FleetService, process: pid_t?) {
    services.withLock { $0[service, default: Service()].process = process }
  }

  /// Notes where a service listens.
  func note(_ service: FleetService, port: Int) {
    services.withLock { $0[service, default: Service()].port = port }
  }

  /// Notes where the console's page is.
  func note(pagePort: Int) {
    services.withLock { $0[.console, default: Service()].pagePort = pagePort }
  }

  /// Where a service listens; nil before it does.
  func address(of service: FleetService) -> PeerAddress? {
    services.withLock { $0[service]?.port }.map { PeerAddress(host: "127.0.0.1", port: $0) }
  }

  /// Where the console's page is; nil before it is open.
  var page: PeerAddress? {
    services.withLock { $0[.console]?.pagePort }.map { PeerAddress(host: "127.0.0.1", port: $0) }
  }

  /// The ports that a service had, as flags; nil when it never listened.
  func ports(of service: FleetService) -> [String]? {
    guard let known = services.withLock({ $0[service] }), let port = known.port else { return nil }
    return FleetPorts.flags(port: port, page: known.pagePort)
  }

  /// Ends every service as it stands.
  func killAll() {
    services.withLock { services in
      for case let process? in services.values.map(\.process) where process > 1 { kill(process, SIGKILL) }
    }
  }
}
