import FoundationEssentials
import Hosting
import Subprocess
import SystemPackage
import Wording

/// One service of a run: starts its process, starts it again when it ends by itself, and stops it when cancelled.
struct ServiceSupervisor: Sendable {
  let service: FleetService
  /// The folder of stores, logs and port files.
  let folder: String
  /// The folder of the services' executables.
  let executables: String
  /// Its standard input.
  let lifeline: Lifeline
  /// Where its process and its ports are noted.
  let state: FleetState

  /// How long a service may take to begin, and to stop.
  private static let startTimeout: Duration = .seconds(60)
  private static let stopTimeout: Duration = .seconds(15)

  /// Runs the service until the task is cancelled.
  ///
  /// - Parameters:
  ///   - ports: The flags of the ports of the first start; further ones take the ports it had, which others know.
  ///   - arguments: All other flags.
  /// - Throws: ``FleetError`` when it ends before it ever listened, or ends too often.
  func run(ports: [String], arguments: [String]) async throws {
    let start = ContinuousClock.now
    var policy = RestartPolicy()
    var status = try await process(ports + arguments)
    while true {
      try Task.checkCancellation()
      let end = ServiceEnd(service: service.rawValue, status: "\(status)", lastWords: LastWords.of(log: log), log: log)
      guard let ports = state.ports(of: service) else { throw FleetError.ended(end) }
      guard let pause = policy.pause(afterEndAt: ContinuousClock.now - start) else {
        throw FleetError.endedTooOften(end)
      }
      print("\n\(end.description); \(policy.promise(pause: pause))")
      try await Task.sleep(for: pause)
      status = try await restarted(ports + arguments)
    }
  }

  /// Removes what an earlier process said of its ports.
  func removePortFiles() {
    try? FileManager.default.removeItem(atPath: portFile)
    if service == .console { try? FileManager.default.removeItem(atPath: pagePortFile) }
  }

  /// Waits until the service has said where it listens, and the console where its page is, too.
  ///
  /// - Throws: ``FleetError/notStarted(service:)`` when it does not in time.
  func listening() async throws -> PeerAddress {
    let deadline = ContinuousClock.now + Self.startTimeout
    let port = try await port(in: portFile, until: deadline)
    if service == .console { state.note(pagePort: try await self.port(in: pagePortFile, until: deadline)) }
    state.note(service, port: port)
    return PeerAddress(host: "127.0.0.1", port: port)
  }

  private var log: String { "\(folder)/logs/\(service.rawValue).jsonl" }
  private var portFile: String { "\(folder)/\(service.rawValue).port" }
  private var pagePortFile: String { "\(folder)/page.port" }

  private func port(in file: String, until deadline: ContinuousClock.Instant) async throws -> Int {
    while true {
      if let port = PortFile(path: file).read() { return port }
      guard ContinuousClock.now < deadline else { throw FleetError.notStarted(service: service.rawValue) }
      try await Task.sleep(for: .milliseconds(10))
    }
  }

  /// A further process, which must listen in time: how it ended.
  private func restarted(_ arguments: [String]) async throws -> TerminationStatus {
    removePortFiles()
    return try await withThrowingTaskGroup(of: TerminationStatus?.self) { group in
      group.addTask { try await process(arguments) }
      group.addTask {
        print("\(service.rawValue) is back on \(try await listening())")
        return nil
      }
      while let ended = try await group.next() {
        guard let ended else { continue }
        group.cancelAll()
        return ended
      }
      preconditionFailure("the process's task returns a status or throws")
    }
  }

  /// Runs one process to its end, which is brought about when the task is cancelled.
  private func process(_ arguments: [String]) async throws -> TerminationStatus {
    let output = try FileDescriptor.open(
      FilePath(log), .writeOnly, options: [.create, .append], permissions: [.ownerReadWrite])
    var platform = PlatformOptions()
    // A group of its own: Ctrl-C goes to this process alone, and this process stops the services.
    platform.processGroupID = 0
    platform.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: Self.stopTimeout)]
    let files = ["--listen-port-file", portFile] + (service == .console ? ["--web-port-file", pagePortFile] : [])
    defer { state.note(service, process: nil) }
    return try await Subprocess.run(
      .path(FilePath("\(executables)/\(service.rawValue)")),
      arguments: Arguments(files + ["--shutdown-with-input", "--log-format", "json"] + arguments),
      platformOptions: platform, input: .fileDescriptor(lifeline.reading, closeAfterSpawningProcess: false),
      output: .fileDescriptor(output, closeAfterSpawningProcess: false),
      error: .fileDescriptor(output, closeAfterSpawningProcess: true)
    ) { execution in
      state.note(service, process: execution.processIdentifier.value)
    }.terminationStatus
  }
}

extension RestartPolicy {
  /// What is said of a service that is started again.
  fileprivate func promise(pause: Duration) -> String {
    """
    it is started again in \(Decimals.text(pause / .seconds(1), digits: 1)) s (time \(count) of at most \
    \(Self.restartsMax) in \(Self.window.components.seconds / 60) minutes)
    """
  }
}
