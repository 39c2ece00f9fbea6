import ArgumentParser
import BandstandClient
import FoundationEssentials
import Support

/// Single events of few and many callers at once, over the embedded stores and over servers.
struct EventsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Sends single events from so many callers at once, and tells how many were taken.")

  @OptionGroup var options: BenchOptions

  @Option(help: "Which stores: embedded, or servers (PostgreSQL, Redis and an S3 server).")
  var stores: [StoresKind] = [.embedded, .servers]

  @Option(help: "How many callers send at once.")
  var callers: [Int] = [1, 16, 256]

  @Option(help: "How long each measurement takes, in seconds.")
  var seconds = 6

  enum StoresKind: String, ExpressibleByArgument, CaseIterable, Sendable { case embedded, servers }

  /// Where a home keeps what it has.
  private struct Places: Sendable {
    var flags: [String]
    var database: String
    var environment: [String: String] = [:]
  }

  func run() async throws {
    print(FigureRow.heading)
    for kind in stores {
      switch kind {
      case .embedded:
        let folder = try TemporaryFolder()
        let database = "sqlite:\(folder.path("bandstand.sqlite"))"
        try await measure(
          kind, folder,
          Places(
            flags: [
              "--stores-objects", "file:\(folder.path("objects"))", "--stores-database", database, "--stores-online",
              "sqlite:\(folder.path("online.sqlite"))",
            ], database: database))
      case .servers: try await measureServers()
      }
    }
  }

  private func measureServers() async throws {
    try await PostgreSQLServer.with { database in
      try await RedisServer.with { redis in
        try await S3Server.with { objects in
          let database = try await database.newDatabase()
          let (identifier, secret) = S3Server.credentials
          try await measure(
            .servers, try TemporaryFolder(),
            Places(
              flags: [
                "--stores-objects", objects.address(), "--stores-database", database, "--stores-online", redis.address,
              ], database: database,
              environment: ["AWS_ACCESS_KEY_ID": identifier, "AWS_SECRET_ACCESS_KEY": secret]))
        }
      }
    }
  }

  private func measure(_ kind: StoresKind, _ folder: TemporaryFolder, _ places: Places) async throws {
    try folder.write(Self.catalog, to: "catalog.csv")
    try await Program.check(
      "\(options.programs)/bandstand",
      [
        "import", "catalog", folder.path("catalog.csv"), "--database", places.database, "--objects",
        "file:\(folder.path("imported"))",
      ])
    let services = Services(programs: options.programs, folder: folder)
    do {
      let port = try await services.start(
        "home", places.flags + ["--masking-key-file", folder.path("masking.key")], environment: places.environment)
      for count in callers { try await measure(kind, services, port: port, callers: count) }
      try await services.end()
    } catch {
      try await services.end()
      throw error
    }
  }

  private func measure(_ kind: StoresKind, _ services: Services, port: Int, callers: Int) async throws {
    let clients = (0..<min(callers, 8)).map { _ in RPCClient(host: "127.0.0.1", port: port) }
    // What is measured begins when connections stand and the first commits have been made.
    _ = try await send(clients, callers: callers, run: "warm-\(callers)", for: .seconds(1))
    let (begun, computed) = (ContinuousClock.now, await services.processorSeconds)
    let (latencies, refused) = try await send(
      clients, callers: callers, run: "run-\(callers)", for: .seconds(seconds))
    var row = FigureRow(
      "events", stores: kind.rawValue, callers: callers, latencies, in: ContinuousClock.now - begun,
      processorSeconds: await services.processorSeconds - computed)
    row.refused = refused
    for client in clients { await client.close() }
    try row.write(to: options.json)
  }

  /// Each caller sends one event a call, and the next when it was answered.
  private func send(
    _ clients: [RPCClient], callers: Int, run: String, for duration: Duration
  ) async throws -> (latencies: Latencies, refused: Int) {
    let end = ContinuousClock.now + duration
    return try await withThrowingTaskGroup(of: (Latencies, Int).self) { group in
      for caller in 0..<callers {
        let home = Wire.HomeClient(clients[caller % clients.count])
        group.addTask {
          var latencies = Latencies()
          var (refused, number) = (0, 0)
          while ContinuousClock.now < end {
            number += 1
            let event = Self.event("\(run)-\(caller)-\(number)", caller: caller, number: number)
            let start = ContinuousClock.now
            do {
              let answer = try await home.recordEvents {
                try await $0.write(Wire.RecordEventsRequest(events: [event]))
              }
              guard answer.accepted == 1 else { throw NotTaken(answer: answer) }
              latencies.add(ContinuousClock.now - start)
            } catch let status as RPCStatus where status.code == .resourceExhausted {
              refused += 1
            }
          }
          return (latencies, refused)
        }
      }
      return try await group.reduce(into: (latencies: Latencies(), refused: 0)) { total, one in
        total.latencies.add(one.0)
        total.refused += one.1
      }
    }
  }

  /// An event was not taken.
  struct NotTaken: Error {
    let answer: Wire.RecordEventsResponse
  }

  private static func event(_ identifier: String, caller: Int, number: Int) -> Wire.Event {
    Wire.Event(
      event: identifier, listener: "listener-\(caller)-\(number % 100)",
      momentMilliseconds: Int64(Date.now.timeIntervalSince1970 * 1000) - Int64(number % 60) * 1000, kind: "listen",
      item: "track:\(1 + number % 1000)", playedSeconds: 180, totalSeconds: 200)
  }

  private static var catalog: String {
    "item,title,length\n" + (1...1000).map { "track:\($0),Track \($0),200\n" }.joined()
  }
}
