import FoundationEssentials
import Glibc
import Support

/// The services' processes, ended when the measurement is over.
actor Services {
  private let programs: String
  private let folder: TemporaryFolder
  private var running: [RunningProgram] = []

  init(programs: String, folder: TemporaryFolder) {
    self.programs = programs
    self.folder = folder
  }

  /// Starts a service on any free port, and returns the port when it listens.
  func start(_ name: String, _ arguments: [String], environment: [String: String] = [:]) async throws -> Int {
    let portFile = folder.path("\(name).port")
    let program = try await RunningProgram.start(
      "\(programs)/\(name)", ["--listen-port", "0", "--listen-port-file", portFile] + arguments,
      environment: environment, log: folder.path("\(name).log"))
    running.append(program)
    var port: Int?
    let log = folder.path("\(name).log")
    try await eventually("\(name) listens") {
      if program.hasEnded { throw Ended(name: name, log: (try? String(contentsOfFile: log, encoding: .utf8)) ?? "") }
      port = (try? String(contentsOfFile: portFile, encoding: .utf8)).flatMap { Int($0.filter(\.isNumber)) }
      return port != nil
    }
    return port ?? 0
  }

  /// What all services have computed for, in seconds.
  var processorSeconds: Double {
    running.reduce(0) { seconds, program in
      guard let text = try? String(contentsOfFile: "/proc/\(program.identifier)/stat", encoding: .utf8),
        let end = text.lastIndex(of: ")")
      else { return seconds }
      let fields = text[end...].split(separator: " ")
      guard fields.count > 13, let user = Double(fields[12]), let system = Double(fields[13]) else { return seconds }
      return seconds + (user + system) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }
  }

  /// Ends all of them.
  func end() async throws {
    for program in running.reversed() { _ = try await program.end(by: SIGTERM) }
    running = []
  }

  /// A service ended before it listened.
  struct Ended: Error {
    let name: String
    let log: String
  }
}
