import FoundationEssentials
import Glibc
import Support

/// The services over the stores that the demo left, each its own process on loopback.
actor Fleet {
  /// The demo whose stores they use.
  nonisolated let demo: Demo
  /// The certificates that they show each other; nil for plain text.
  private let security: FleetSecurity?
  private var programs: [Service: RunningProgram] = [:]
  private var ports: [Service: Int] = [:]

  /// The services, each after those it calls.
  enum Service: String, CaseIterable, Sendable {
    case validation, training, candidates, ranking, home, console

    /// Those with methods of their own.
    static let called = allCases.filter { $0 != .console }

    fileprivate var peers: [Service] {
      switch self {
      case .validation: []
      case .training, .console: [.validation]
      case .candidates, .ranking: [.training]
      case .home: [.candidates, .ranking]
      }
    }
  }

  init(over demo: Demo, security: FleetSecurity? = nil) {
    self.demo = demo
    self.security = security
  }

  /// Starts every service that does not run.
  func startAll() async throws {
    for service in Service.allCases where programs[service] == nil { try await start(service) }
  }

  /// Starts a service; one that ran before listens where it did.
  ///
  /// - Parameter shelves: The file of shelves; the demo's when left out.
  func start(_ service: Service, shelves: String? = nil) async throws {
    let portFile = demo.folder.path("\(service.rawValue).port")
    try? FileManager.default.removeItem(atPath: portFile)
    var arguments = [
      "--listen-port", "\(ports[service] ?? 0)", "--listen-port-file", portFile, "--log-format", "json",
    ]
    if service == .console {
      arguments += ["--web-port", "0", "--web-port-file", pagePortFile]
    } else {
      arguments += [
        "--stores-objects", "file:\(demo.run)/objects", "--stores-database", "sqlite:\(demo.run)/bandstand.sqlite",
      ]
    }
    if ![.validation, .console].contains(service) { arguments += ["--shelves-file", shelves ?? demo.shelves] }
    if service == .home {
      arguments += [
        "--stores-online", "sqlite:\(demo.run)/online.sqlite", "--masking-key-file", "\(demo.run)/masking.key",
      ]
    }
    for peer in service.peers { arguments += ["--peers-\(peer.rawValue)", address(of: peer)] }
    arguments += security?.serviceFlags(service.rawValue) ?? []
    programs[service] = try await RunningProgram.start(
      BuiltProgram.path(service.rawValue), arguments, environment: Demo.patience, log: log(of: service))
    try await eventually("\(service.rawValue) listens") {
      guard let text = try? String(contentsOfFile: portFile, encoding: .utf8) else { return false }
      self.ports[service] = Int(text.filter(\.isNumber))
      return self.ports[service] != nil
    }
  }

  /// Ends a service at once, as a lost machine would.
  ///
  /// - Throws: ``Damaged`` when that left an embedded store damaged.
  func kill(_ service: Service) async throws {
    guard let program = programs.removeValue(forKey: service) else { return }
    _ = try await program.end(by: SIGKILL)
    for name in ["bandstand.sqlite", "online.sqlite"] {
      let path = "\(demo.run)/\(name)"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let faults = try await SQLiteIntegrity.faults(in: path)
      guard faults.isEmpty else { throw Damaged(path: path, faults: faults) }
    }
  }

  /// A store that SQLite's own check finds damaged.
  struct Damaged: Error {
    let path: String
    let faults: String
  }

  /// Asks a service to stop, and says with what status it did.
  func stop(_ service: Service) async throws -> Int? {
    try await programs.removeValue(forKey: service)?.end(by: SIGTERM)
  }

  /// Ends whatever runs.
  func endAll() async throws {
    for service in Service.allCases { try await kill(service) }
  }

  /// Where a service listens.
  func address(of service: Service) -> String { "127.0.0.1:\(ports[service] ?? 0)" }

  /// The file of what a service wrote.
  nonisolated func log(of service: Service) -> String { demo.folder.path("\(service.rawValue).jsonl") }

  /// The flags that lead `bandstand` to these services.
  private var flags: [String] {
    Service.called.flatMap { ["--\($0.rawValue)", address(of: $0)] } + (security?.clientFlags("operator") ?? [])
  }

  /// Runs a command of `bandstand` that talks to these services.
  func bandstand(_ arguments: String...) async throws -> Bandstand.Ending {
    try await Bandstand.run(arguments + flags)
  }

  /// Imports events straight into the stores of these services.
  func importEvents(
    _ arguments: String..., environment: [String: String] = [:]
  ) async throws -> Bandstand.Ending {
    try await Bandstand.run(
      ["import", "events"] + arguments + [
        "--objects", "file:\(demo.run)/objects", "--online", "sqlite:\(demo.run)/online.sqlite", "--database",
        "sqlite:\(demo.run)/bandstand.sqlite", "--masking-key-file", "\(demo.run)/masking.key",
      ], environment: environment)
  }

  /// Imports accounts through home.
  func importAccounts(_ arguments: String...) async throws -> Bandstand.Ending {
    try await Bandstand.run(["import", "accounts"] + arguments + ["--objects", "file:\(demo.run)/objects"] + flags)
  }

  /// A listener's page as printed, at the end of the demo's world.
  func page(of listener: String = "listener-1") async throws -> Bandstand.Ending {
    try await bandstand("page", listener, "--moment", "1768262400000")
  }

  /// A page of the console, as a browser gets it.
  func consolePage(_ path: String) async throws -> String {
    let file = pagePortFile
    try await eventually("the console's page is open") { FileManager.default.fileExists(atPath: file) }
    let port = try String(contentsOfFile: file, encoding: .utf8).filter(\.isNumber)
    return try await Program.check("curl", ["--silent", "--fail-with-body", "http://127.0.0.1:\(port)\(path)"])
  }

  /// Where the console writes the port of its page.
  private nonisolated var pagePortFile: String { demo.folder.path("console-page.port") }

  /// Asks for pages until nothing is missing from one.
  func fullPage() async throws -> Bandstand.Ending {
    try await eventually("a page is full again") {
      let page = try await self.page()
      return page.isSuccess && page.missed.isEmpty
    }
    return try await page()
  }
}
