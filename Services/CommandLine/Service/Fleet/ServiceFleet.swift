import Hosting

/// All services on this machine, each its own process on loopback, with embedded stores in one folder.
///
/// They live as long as this process, whatever ends it (``Lifeline``), and one that ends by itself is started again
/// (``RestartPolicy``).
struct ServiceFleet: Sendable {
  /// The folder of stores, logs and port files.
  let folder: String
  /// The folder of the services' executables.
  let executables: String
  /// The file of shelves.
  let shelves: String
  /// The ports they take.
  let ports: FleetPorts
  /// What is known of them while they run.
  let state = FleetState()

  /// Starts the services, runs `body` with their addresses, and stops them, whatever becomes of it.
  ///
  /// - Throws: ``FleetError`` when a service does not begin or ends too often; what `body` throws.
  func running(_ body: @escaping @Sendable (FleetAddresses) async throws -> Void) async throws {
    let lifeline = try Lifeline()
    try await withThrowingTaskGroup(of: Bool.self) { group in
      var addresses = FleetAddresses()
      for service in FleetService.allCases {
        let supervisor = ServiceSupervisor(
          service: service, folder: folder, executables: executables, lifeline: lifeline, state: state)
        supervisor.removePortFiles()
        let arguments = arguments(of: service, peers: addresses)
        group.addTask {
          try await supervisor.run(ports: ports.flags(of: service), arguments: arguments)
          return false
        }
        addresses[service] = try await waiting(for: supervisor, in: &group)
      }
      addresses.page = state.page
      let ready = addresses
      group.addTask {
        try await body(ready)
        return true
      }
      while let isBody = try await group.next() {
        if isBody { break }
      }
      group.cancelAll()
    }
  }

  /// The addresses of stores, as flags.
  var storeFlags: [String] {
    [
      "--stores-objects", "file:\(folder)/objects", "--stores-database", "sqlite:\(folder)/bandstand.sqlite",
    ]
  }

  /// What a service is told, but for its ports.
  private func arguments(of service: FleetService, peers: FleetAddresses) -> [String] {
    var arguments: [String] =
      switch service {
      case .console: []
      case .validation: storeFlags
      default: storeFlags + ["--shelves-file", shelves]
      }
    if service == .home {
      arguments += ["--stores-online", "sqlite:\(folder)/online.sqlite", "--masking-key-file", "\(folder)/masking.key"]
    }
    for peer in service.peers {
      if let address = peers[peer] { arguments += ["--peers-\(peer.rawValue)", address.description] }
    }
    return arguments
  }

  /// Waits until the service listens; one that ends meanwhile ends the wait.
  private func waiting(
    for supervisor: ServiceSupervisor, in group: inout ThrowingTaskGroup<Bool, any Error>
  ) async throws -> PeerAddress {
    group.addTask {
      _ = try await supervisor.listening()
      return true
    }
    _ = try await group.next()
    guard let address = state.address(of: supervisor.service) else {
      throw FleetError.notStarted(service: supervisor.service.rawValue)
    }
    return address
  }
}
