import Features
public import Hosting
import Intake
import Masking
import Messages
import RPC
import Storage

/// Puts the home service together.
public enum HomeAssembly {
  /// The program, for `--help` and health.
  public static let description = ServiceDescription(
    name: "home", summary: "The front door of Bandstand: makes Home pages and takes events.", port: 8001,
    serviceNames: ["bandstand.v1.Home"], startsTraces: true)

  /// A service from its configuration.
  ///
  /// - Throws: `StorageError` and `HostingError` for what it cannot start without.
  public static func assemble(
    _ configuration: HomeConfiguration, _ context: ServiceContext
  ) async throws -> ServiceAssembly {
    let shelves = try configuration.shelves.load()
    let stores = try await configuration.stores.open()
    let catalog = try await CatalogWatcher(
      store: stores.database, interval: .seconds(configuration.catalog.pollSeconds), logger: context.logger)
    let newest = { @Sendable in catalog.current }
    let now = { @Sendable in Moment.now }
    let profiles = ProfileStore(online: try await configuration.online.open())
    // Last of what may fail: a key is made for stores that there are.
    let pseudonyms = try await Self.pseudonyms(configuration.maskingKeyFile, stores.objects)
    let pageLog = PageLog(
      writer: PageWriter(
        objects: stores.objects, online: profiles.online, accounts: stores.database,
        writer: LogWriterName(service: "home-pages", started: now()), now: now),
      interval: .milliseconds(configuration.pageLogFlushMilliseconds),
      logger: context.logger)
    let candidates = RPCClient(
      target: configuration.candidates, options: context.clientOptions,
      group: context.group, logger: context.logger)
    let ranking = RPCClient(
      target: configuration.ranking, options: context.clientOptions,
      group: context.group, logger: context.logger)
    let pages = PageMaker(
      profiles: profiles,
      candidates: CandidateStage(
        client: Wire.CandidatesClient(candidates),
        timeout: .milliseconds(configuration.candidatesTimeoutMilliseconds), logger: context.logger),
      ranking: RankingStage(
        client: Wire.RankingClient(ranking), timeout: .milliseconds(configuration.rankingTimeoutMilliseconds),
        fingerprint: FeatureSet.standard.fingerprint, logger: context.logger),
      log: pageLog, catalog: newest, logger: context.logger)
    let events = eventIntake(stores, profiles, pseudonyms, catalog)
    let forgetter = ListenerForgetter(
      accounts: stores.database, profiles: profiles, objects: stores.objects, events: events, pageLog: pageLog, now: now
    )
    let keeper = LogKeeper(
      recovery: JournalRecovery(
        objects: stores.objects, online: profiles.online, accounts: stores.database, now: now),
      seconds: configuration.recoverySeconds,
      compactor: LogCompactor(
        objects: stores.objects, online: profiles.online, leases: stores.database, now: now),
      compactionSeconds: configuration.compactionSeconds, now: now, logger: context.logger)
    var router = RPCRouter()
    HomeServer(
      shelves: shelves, pseudonyms: pseudonyms, pages: pages, events: events, profiles: profiles, forgetter: forgetter,
      catalog: newest, now: now
    ).register(in: &router)
    return ServiceAssembly(router: router, background: [catalog, pageLog, keeper]) {
      await candidates.close()
      await ranking.close()
    }
  }

  /// What takes events into these stores.
  private static func eventIntake(
    _ stores: Stores, _ profiles: ProfileStore, _ pseudonyms: Pseudonyms, _ catalog: CatalogWatcher
  ) -> EventIntake {
    let now = { @Sendable in Moment.now }
    return EventIntake(
      EventCommitter(
        pseudonyms: pseudonyms,
        taker: EventTaker(
          objects: stores.objects, online: profiles.online, accounts: stores.database,
          writer: LogWriterName(service: "home-events", started: now()), now: now),
        accounts: stores.database, online: profiles.online,
        pageLog: PageWriter(
          objects: stores.objects, online: profiles.online, accounts: stores.database,
          writer: LogWriterName(service: "home-impressions", started: now()), now: now),
        quarantine: QuarantineWriter(
          objects: stores.objects, writer: LogWriterName(service: "home-quarantine", started: now())),
        catalog: { catalog.current },
        newestCatalog: {
          // A database that does not answer leaves the catalog as it was; the watcher logs it.
          try? await catalog.refresh()
          return catalog.current
        }, now: now))
  }

  /// The pseudonyms of the key in a file, which is made when there is none and must be the one that the stores were made with.
  private static func pseudonyms(_ path: String, _ objects: any ObjectStore) async throws -> Pseudonyms {
    let key = try MaskingKeyFile(path: path).readOrMake()
    try await MaskingKeyRecord.check(key, from: path, in: objects)
    return Pseudonyms(key: key)
  }
}
