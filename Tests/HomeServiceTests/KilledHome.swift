import Domain
import Features
import FoundationEssentials
import Glibc
import Intake
import Masking
import Messages
import NIOPosix
import RPC
import Storage
import Support

/// The real program `home` over some stores, started and killed again and again while callers send it events.
actor KilledHome {
  /// Every event that a call answered for, by the identifier that it was sent with.
  private var acknowledgedEvents: Set<String> = []
  /// How many calls failed because home was gone.
  private(set) var failedCalls = 0
  /// What ends programs at a ``CrashPoint``.
  let library: String
  private let folder: TemporaryFolder
  private let objects: String
  private let online: String
  private var unanswered: [[Wire.Event]] = []
  private var numbered: Int64 = 0

  private static let callers = 3
  private static let batchEvents: Int64 = 8
  private static let listeners: Int64 = 12

  /// A home that was never started, with a catalog; over embedded stores unless others are said.
  init(objects: String? = nil, online: String? = nil) async throws {
    folder = try TemporaryFolder()
    self.objects = objects ?? "file:\(folder.path("objects"))"
    self.online = online ?? "sqlite:\(folder.path("online.sqlite"))"
    library = try await CrashPoint.makeLibrary(in: folder)
    _ = try await SQLiteDatabase.open(folder.path("bandstand.sqlite")).replaceCatalog(MadeHome.catalog.items)
  }

  /// Every event that a call answered for, by the identifier that home gave it.
  func acknowledged() throws -> Set<String> {
    let pseudonyms = Pseudonyms(key: try MaskingKeyFile(path: folder.path("masking.key")).read())
    return Set(acknowledgedEvents.map(pseudonyms.identifier(ofEvent:)))
  }

  /// What it was sent and never answered for.
  var unansweredCount: Int { unanswered.count }

  /// Starts it, has callers send batches, first those that were never answered, and ends it: at the point, or after the calls.
  ///
  /// - Returns: Whether a call failed before the program was ended.
  func live(until point: CrashPoint?, callsOfEach calls: Int) async throws -> Bool {
    try? FileManager.default.removeItem(atPath: folder.path("port"))
    hasEnded = false
    let program = try await RunningProgram.start(
      BuiltProgram.path("home"), arguments, environment: environment(until: point),
      log: folder.path("log"))
    let watching = Task {
      _ = try? await program.ended()
      await self.noteEnd()
    }
    guard try await connected() else { return true }
    let failedBefore = failedCalls
    if let client {
      await withTaskGroup { group in
        for _ in 0..<Self.callers { group.addTask { await self.call(Wire.HomeClient(client), times: calls) } }
      }
    }
    _ = try await program.end(by: SIGKILL)
    await watching.value
    return failedCalls > failedBefore
  }

  /// Whether the program that was started last has ended.
  private var hasEnded = false
  private var client: RPCClient?

  /// Makes the client once the program listens; false when it ended before.
  private func connected() async throws -> Bool {
    let path = folder.path("port")
    var port: Int?
    try await eventually("home listens, or has ended") {
      port = (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0.filter(\.isNumber)) }
      return port != nil || self.hasEnded
    }
    guard let port, !hasEnded else { return false }
    var options = RPCClientOptions()
    options.retries = nil
    client = RPCClient(
      host: "127.0.0.1", port: port, options: options, group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
    return true
  }

  /// Calls to a program that is gone are not to wait for it.
  private func noteEnd() async {
    hasEnded = true
    await client?.close()
    client = nil
  }

  /// Sends batches, one after another, until one fails.
  private func call(_ home: Wire.HomeClient, times: Int) async {
    for _ in 0..<times {
      let batch = nextBatch()
      do {
        let answer = try await home.recordEvents { try await $0.write(Wire.RecordEventsRequest(events: batch)) }
        guard answer.accepted + answer.duplicates == UInt64(batch.count) else { throw Refused() }
        acknowledgedEvents.formUnion(batch.map(\.event))
      } catch {
        failedCalls += 1
        unanswered.append(batch)
        return
      }
    }
  }

  private struct Refused: Error {}

  private func nextBatch() -> [Wire.Event] {
    if let batch = unanswered.popLast() { return batch }
    numbered += Self.batchEvents
    return (0..<Self.batchEvents).map { index in
      let number = numbered - index
      return MadeHome.listen(
        "event-\(number)", "listener-\(number % Self.listeners)", "track:\(1 + number % 9)",
        secondsBefore: 90_000 - number % 90_000)
    }
  }

  /// Runs it, without a caller, until each profile is the fold of the log.
  func recover() async throws {
    let program = try await RunningProgram.start(
      BuiltProgram.path("home"), arguments + ["--events-recovery-seconds", "1"], environment: environment(until: nil),
      log: folder.path("log"))
    do {
      try await eventually("each profile is the fold of the log") { try await self.isWhole() }
    } catch {
      _ = try await program.end(by: SIGKILL)
      throw error
    }
    _ = try await program.end(by: SIGTERM)
  }

  /// What SQLite finds wrong in the embedded stores, by their names; nothing when they are whole.
  func faults() async throws -> [String: String] {
    var faults: [String: String] = [:]
    for name in try folder.names() where name.hasSuffix(".sqlite") {
      let found = try await SQLiteIntegrity.faults(in: folder.path(name))
      if !found.isEmpty { faults[name] = found }
    }
    return faults
  }

  /// Whether each profile is the fold of what the log has of its listener.
  func isWhole() async throws -> Bool {
    for (listener, events) in try await logged() {
      let replayed = events.reduce(into: Profile()) { $0.apply($1.event) }
      guard try await profile(of: listener)?.encoded() == replayed.encoded() else { return false }
    }
    return true
  }

  /// All events of the log, by listener, in the order of their fold.
  func logged() async throws -> [ListenerIdentifier: [ListenerEvent]] {
    var cursor = EventLogReader(objects: try await objectStore()).events(in: MadeHome.allTime)
    var events: [ListenerEvent] = []
    while let hour = try await cursor.next() { events += hour }
    guard cursor.report.quarantined.isEmpty else { throw HalfWritten(report: cursor.report) }
    return Dictionary(grouping: events.sorted { EventOrder($0) < EventOrder($1) }, by: \.listener)
  }

  /// The log has lines that nobody can read.
  struct HalfWritten: Error {
    let report: LogReport
  }

  /// A listener's profile as the online store has it.
  func profile(of listener: ListenerIdentifier) async throws -> Profile? {
    try await ProfileStore(online: StoreAddress(online).openOnlineStore()).profile(of: listener)
  }

  private func objectStore() async throws -> any ObjectStore {
    guard case .s3(let address) = try StoreAddress(objects) else {
      return try await StoreAddress(objects).openObjectStore()
    }
    let (identifier, secret) = S3Server.credentials
    return try await S3ObjectStore.open(address, as: S3Credentials(identifier: identifier, secret: secret))
  }

  private func environment(until point: CrashPoint?) -> [String: String] {
    let (identifier, secret) = S3Server.credentials
    let credentials = ["AWS_ACCESS_KEY_ID": identifier, "AWS_SECRET_ACCESS_KEY": secret]
    return credentials.merging(point?.environment(library: library) ?? [:]) { $1 }
  }

  private var arguments: [String] {
    [
      "--stores-objects", objects, "--stores-database", "sqlite:\(folder.path("bandstand.sqlite"))",
      "--stores-online", online,
      "--listen-port", "0", "--listen-port-file", folder.path("port"),
      "--masking-key-file", folder.path("masking.key"),
    ]
  }
}
