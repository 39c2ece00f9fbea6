import CandidatesService
import Domain
import Features
import Hosting
import Intake
import Logging
import Masking
import Messages
import NIOPosix
import RPC
import RankingService
import Storage
import Synchronization
import Testing

@testable import HomeService

/// Home on loopback in front of real stages, over stores in memory.
struct HomeBench: Sendable {
  /// How a stage is found.
  enum Stage: Sendable {
    /// Answers.
    case up
    /// Nothing listens.
    case down
    /// Takes the call and never answers.
    case silent
    /// Answers each call with ABORTED and, as its message, the whole seconds that the call has.
    case tellingTime
    /// Answers each call with this status.
    case refusing(RPCStatus)
  }

  /// What a bench is made of; the defaults are a whole and healthy house.
  struct Setup: Sendable {
    var candidates = Stage.up
    var ranking = Stage.up
    var stageTimeout: Duration = .seconds(20)
    var catalog = MadeHome.catalog
    /// What the database would have; nil for the same.
    var newestCatalog: CatalogSnapshot?
    var intakeLimits = GroupCommitLimits()
    var pageLogLimits = PageLogLimits()
    /// How often the page log is written in the background; nil for never.
    var pageLogInterval: Duration?
    var isModelLive = true
    var objects: any ObjectStore = MemoryObjectStore()
    var online: any OnlineStore = MemoryOnlineStore()
    var database: (any Database)?
    var now = MadeHome.moment
    var authorization: Authorization?
    var logger = Logger.silent
  }

  let home: Wire.HomeClient
  let setup: Setup
  let database: any Database
  let pageLog: PageLog
  let events: EventIntake

  /// Runs a body against a house of that setup, and stops all of it.
  static func run(_ setup: Setup = Setup(), _ body: @Sendable (HomeBench) async throws -> Void) async throws {
    let stages = try await Stages(setup)
    let name = LogWriterName(service: "test", started: .now)
    let accounts: any Database =
      if let database = setup.database { database } else { try await SQLiteDatabase.inMemory() }
    let pageLog = PageLog(
      writer: PageWriter(
        objects: setup.objects, online: setup.online, accounts: accounts, writer: name, now: { setup.now }),
      interval: setup.pageLogInterval ?? .seconds(3600), limits: setup.pageLogLimits, logger: .silent)
    let writing = setup.pageLogInterval.map { _ in Task { try await pageLog.run() } }
    var router = RPCRouter()
    let committer = committer(setup, accounts)
    let events = EventIntake(committer, limits: setup.intakeLimits)
    homeServer(setup, stages, pageLog, accounts, events).register(in: &router)
    var options = RPCServerOptions()
    options.authorization = setup.authorization.map(AuthorizationRules.init)
    let server = RPCServer(
      router: router, host: "127.0.0.1", port: 0, options: options, group: MultiThreadedEventLoopGroup.singleton,
      logger: .silent)
    let client = RPCClient(
      host: "127.0.0.1", port: try await server.start(), group: MultiThreadedEventLoopGroup.singleton, logger: .silent)
    let result: Result<Void, any Error>
    do {
      try await body(
        HomeBench(home: Wire.HomeClient(client), setup: setup, database: accounts, pageLog: pageLog, events: events))
      result = .success(())
    } catch {
      result = .failure(error)
    }
    writing?.cancel()
    await client.close()
    await server.shutdownGracefully(within: .zero)
    await stages.stop()
    try result.get()
  }

  /// What the bench's home calls a listener.
  static func pseudonym(_ account: String) -> ListenerIdentifier { pseudonyms.pseudonym(ofAccount: account) }

  static let pseudonyms: Pseudonyms = {
    guard let key = MaskingKey(bytes: Array(0..<32)) else { preconditionFailure("32 bytes") }
    return Pseudonyms(key: key)
  }()

  /// What commits the events of a house of that setup.
  static func committer(_ setup: Setup, _ accounts: any Database) -> EventCommitter {
    EventCommitter(
      pseudonyms: pseudonyms,
      taker: EventTaker(
        objects: setup.objects, online: setup.online, accounts: accounts,
        writer: LogWriterName(service: "test-events", started: .now), now: { setup.now }),
      accounts: accounts, online: setup.online,
      pageLog: PageWriter(
        objects: setup.objects, online: setup.online, accounts: accounts,
        writer: LogWriterName(service: "test-impressions", started: .now), now: { setup.now }),
      quarantine: QuarantineWriter(
        objects: setup.objects, writer: LogWriterName(service: "test-quarantine", started: .now)),
      catalog: { setup.catalog }, newestCatalog: { setup.newestCatalog ?? setup.catalog }, now: { setup.now })
  }

  private static func homeServer(
    _ setup: Setup, _ stages: Stages, _ pageLog: PageLog, _ accounts: any Database, _ events: EventIntake
  ) -> HomeServer {
    let profiles = ProfileStore(online: setup.online)
    let pages = PageMaker(
      profiles: profiles,
      candidates: CandidateStage(
        client: Wire.CandidatesClient(stages.candidates.client), timeout: setup.stageTimeout, logger: setup.logger),
      ranking: RankingStage(
        client: Wire.RankingClient(stages.ranking.client), timeout: setup.stageTimeout,
        fingerprint: FeatureSet.standard.fingerprint, logger: setup.logger),
      log: pageLog, catalog: { setup.catalog }, logger: setup.logger)
    let forgetter = ListenerForgetter(
      accounts: accounts, profiles: profiles, objects: setup.objects, events: events, pageLog: pageLog,
      now: { setup.now })
    return HomeServer(
      shelves: MadeHome.shelves, pseudonyms: pseudonyms, pages: pages, events: events, profiles: profiles,
      forgetter: forgetter, catalog: { setup.catalog }, now: { setup.now })
  }

  /// A page of a listener at the made moment.
  func page(_ listener: String, _ change: (inout Wire.GetHomeRequest) -> Void = { _ in }) async throws
    -> Wire.GetHomeResponse
  {
    var request = Wire.GetHomeRequest(listener: listener, momentMilliseconds: MadeHome.moment.milliseconds)
    change(&request)
    return try await home.getHome(request)
  }

  /// Records events in messages of at most so many.
  func record(_ events: [Wire.Event], batch: Int = 10_000) async throws -> Wire.RecordEventsResponse {
    try await home.recordEvents { writer in
      for start in stride(from: 0, to: events.count, by: batch) {
        let part = Array(events[start..<min(start + batch, events.count)])
        try await writer.write(Wire.RecordEventsRequest(events: part))
      }
    }
  }

  /// The listener's profile as the online store has it.
  func profile(_ listener: String) async throws -> Profile {
    let response = try await home.getProfile(Wire.GetProfileRequest(listener: listener))
    return try Profile(decoding: response.profile.span)
  }

  /// The events in the log, and what reading them came to.
  func loggedEvents() async throws -> (events: [ListenerEvent], report: LogReport) {
    var cursor = EventLogReader(objects: setup.objects).events(in: MadeHome.allTime)
    var events: [ListenerEvent] = []
    while let hour = try await cursor.next() { events += hour }
    return (events, cursor.report)
  }

  /// The pages in the log, after what is held was written.
  func loggedPages() async throws -> [ServedPage] {
    try await pageLog.flush()
    var cursor = EventLogReader(objects: setup.objects).pages(in: MadeHome.allTime)
    var pages: [ServedPage] = []
    while let hour = try await cursor.next() { pages += hour }
    return pages
  }
}

/// The status that a call fails with; nil when it does not.
func status(of call: () async throws -> Void) async throws -> RPCStatus? {
  do {
    try await call()
    return nil
  } catch let status as RPCStatus {
    return status
  }
}

extension Logger {
  static var silent: Logger { Logger(label: "test", factory: { _ in SwiftLogNoOpLogHandler() }) }
}
