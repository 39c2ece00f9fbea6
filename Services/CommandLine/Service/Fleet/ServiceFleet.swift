import Features
import FoundationEssentials
import Glibc
import Hosting
import Subprocess
import SystemPackage

/// All services on this machine, each its own process on loopback, with embedded stores in one folder.
struct ServiceFleet: Sendable {
  /// The folder of stores, logs and port files.
  let folder: String
  /// The folder of the services' executables.
  let executables: String
  /// The file of shelves.
  let shelves: String
  /// The first of the ports, one after the other: home's; 0 to take any that are free.
  let portBase: Int

  /// How long a service may take to begin, and to stop.
  private static let startTimeout: Duration = .seconds(60)
  private static let stopTimeout: Duration = .seconds(15)

  /// Starts the services, runs `body` with their addresses, and stops them, whatever becomes of it.
  ///
  /// - Throws: ``FleetError`` when a service does not begin or ends early; what `body` throws.
  func running(_ body: @escaping @Sendable (FleetAddresses) async throws -> Void) async throws {
    try await withThrowingTaskGroup(of: Bool.self) { group in
      var addresses = FleetAddresses()
      try? FileManager.default.removeItem(atPath: pagePortFile)
      for service in FleetService.allCases {
        let portFile = "\(folder)/\(service.rawValue).port"
        try? FileManager.default.removeItem(atPath: portFile)
        let arguments = arguments(of: service, portFile: portFile, peers: addresses)
        group.addTask {
          try await run(service, arguments: arguments)
          return false
        }
        addresses[service] = try await waiting(for: service, portFile: portFile, in: &group)
        if service == .console { addresses.page = try await waiting(for: service, portFile: pagePortFile, in: &group) }
      }
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

  private func arguments(of service: FleetService, portFile: String, peers: FleetAddresses) -> [String] {
    var arguments = ["--listen-port", port(service.portOffset), "--listen-port-file", portFile, "--log-format", "json"]
    switch service {
    case .console: arguments += ["--web-port", port(FleetService.portCount - 1), "--web-port-file", pagePortFile]
    case .validation: arguments += storeFlags
    default: arguments += storeFlags + ["--shelves-file", shelves]
    }
    if service == .home {
      arguments += ["--stores-online", "sqlite:\(folder)/online.sqlite", "--masking-key-file", "\(folder)/masking.key"]
    }
    for peer in service.peers {
      if let address = peers[peer] { arguments += ["--peers-\(peer.rawValue)", address.description] }
    }
    return arguments
  }

  /// The file that the console writes its page's port to.
  private var pagePortFile: String { "\(folder)/page.port" }

  private func port(_ offset: Int) -> String { "\(portBase == 0 ? 0 : portBase + offset)" }

  private func run(_ service: FleetService, arguments: [String]) async throws {
    let log = "\(folder)/logs/\(service.rawValue).jsonl"
    let output = try FileDescriptor.open(
      FilePath(log), .writeOnly, options: [.create, .append], permissions: [.ownerReadWrite, .groupRead])
    var platform = PlatformOptions()
    // A group of its own: Ctrl-C goes to this process alone, and this process stops the services.
    platform.processGroupID = 0
    platform.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: Self.stopTimeout)]
    let result = try await Subprocess.run(
      .path(FilePath("\(executables)/\(service.rawValue)")), arguments: Arguments(arguments),
      platformOptions: platform, output: .fileDescriptor(output, closeAfterSpawningProcess: false),
      error: .fileDescriptor(output, closeAfterSpawningProcess: true))
    guard !Task.isCancelled else { return }
    throw FleetError.ended(
      service: service.rawValue, status: "\(result.terminationStatus)", lastWords: LastWords.of(log: log), log: log)
  }

  /// Waits until the service has written its port; a service that ends meanwhile ends the wait.
  private func waiting(
    for service: FleetService, portFile: String, in group: inout ThrowingTaskGroup<Bool, any Error>
  ) async throws -> PeerAddress {
    group.addTask {
      let deadline = ContinuousClock.now + Self.startTimeout
      while Self.port(in: portFile) == nil {
        guard ContinuousClock.now < deadline else { throw FleetError.notStarted(service: service.rawValue) }
        try await Task.sleep(for: .milliseconds(10))
      }
      return true
    }
    _ = try await group.next()
    guard let port = Self.port(in: portFile) else { throw FleetError.notStarted(service: service.rawValue) }
    return PeerAddress(host: "127.0.0.1", port: port)
  }

  private static func port(in file: String) -> Int? {
    guard let bytes = FileManager.default.contents(atPath: file) else { return nil }
    return Int(String(decoding: bytes, as: UTF8.self).filter { $0.isNumber })
  }
}
