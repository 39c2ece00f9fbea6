import Domain
import Features
import Storage
import Testing

/// What every database does, whatever it is made of. Each check is given an empty database.
enum DatabaseConformance {
  /// The checks by name.
  static let checks: [Check<any Database>] = [
    Check("the catalog is replaced whole and read whole", replacesCatalog),
    Check("versions count up for each model and are never given twice", reservesVersions),
    Check("a registered version is immutable and comes back as it was", registers),
    Check("one version of a model is live, and rolling back finds the one before", promotes),
    Check("a held model stays as it is until the hold ends or somebody lets go", keepsHolds),
    Check("the registry's counter moves with every change and with nothing else", countsChanges),
    Check("a run keeps its steps in order until it ends", keepsRuns),
    Check("runs that a crash left going can be failed", failsUnfinished),
    Check("the last good dataset and statistics are kept by name and key", keepsDatasets),
    Check("alerts come newest first, and all of a batch or none", keepsAlerts),
    Check("of an account the copy that changed last counts, and what it leaves out stays", keepsAccounts),
    Check("who is forgotten has no account and gets none again", forgets),
    Check("a lease is one holder's until it ends or is let go", leases),
    Check("numbers that are not finite are refused", refusesNotFinite),
  ]

  private static func replacesCatalog(_ database: any Database) async throws {
    #expect(try await database.catalogVersion() == 0)
    #expect(try await database.catalog().items.isEmpty)
    let full = CatalogItem(
      item: Item(
        identifier: ItemIdentifier(.track, ItemIdentifier.numberMax), artist: ItemIdentifier(.artist, 2), genre: 65535,
        releasedSeconds: -1, lengthSeconds: 0.1),
      title: "O'Hara \u{1F3B5} \"x\"", subtitle: "\u{1}\n", editorialRank: 3, country: "SE")
    let bare = CatalogItem(item: Item(identifier: ItemIdentifier(.podcast, 0)), title: "")
    #expect(try await database.replaceCatalog([full, bare]) == 1)
    #expect(try await database.catalog().items == [full, bare])
    #expect(try await database.catalog().version == 1)
    var renamed = bare
    renamed.title = "later"
    #expect(try await database.replaceCatalog([bare, renamed]) == 2)
    #expect(try await database.catalog().items == [renamed])
    renamed.title = "cut\u{0}here"
    await #expect(throws: StorageError.self) { try await database.replaceCatalog([renamed]) }
    #expect(try await database.catalogVersion() == 2)
  }

  private static func listener(_ name: String) throws -> ListenerIdentifier {
    try #require(ListenerIdentifier(name))
  }

  private static func keepsAccounts(_ database: any Database) async throws {
    let full = Account(
      listener: try listener("p'1"),
      attributes: ListenerAttributes(
        ageBand: .from25to34, country: Country("SE"), city: "Göteborg", tier: .family, platform: .car),
      updated: Moment(milliseconds: 10))
    let bare = Account(
      listener: try listener("p2"), attributes: ListenerAttributes(), updated: Moment(milliseconds: -1))
    try await database.keep([full, bare])
    #expect(try await database.account(of: full.listener) == full)
    #expect(try await database.account(of: bare.listener) == bare)
    var older = full
    older.updated.milliseconds = 9
    older.attributes.tier = .free
    try await database.keep([older])
    #expect(try await database.account(of: full.listener) == full)
    var (same, newer, filling) = (older, older, bare)
    same.updated.milliseconds = 10
    newer.updated.milliseconds = 11
    newer.attributes.city = nil
    filling.updated.milliseconds = -2
    filling.attributes.platform = .web
    try await database.keep([newer, same, filling])
    newer.attributes.city = full.attributes.city
    #expect(try await database.account(of: full.listener) == newer)
    #expect(try await database.account(of: bare.listener)?.attributes.platform == .web)
    #expect(try await database.account(of: bare.listener)?.updated == bare.updated)
    #expect(try await database.account(of: try listener("p3")) == nil)
  }

  private static func forgets(_ database: any Database) async throws {
    let (one, other) = (try listener("p1"), try listener("p2"))
    let moment = Moment(milliseconds: 5)
    let accounts = [one, other].map { Account(listener: $0, attributes: ListenerAttributes(), updated: moment) }
    try await database.keep(accounts)
    #expect(try await database.forgotten(among: [one, other]) == [])
    #expect(try await database.forget(one, at: moment))
    #expect(try await database.forget(one, at: moment) == false)
    #expect(try await database.account(of: one) == nil)
    #expect(try await database.forgotten(among: [one, other]) == [one])
    try await database.keep(accounts)
    #expect(try await database.account(of: one) == nil)
    #expect(try await database.account(of: other) == accounts[1])
    #expect(try await database.forgotten(among: []) == [])
    #expect(try await database.occurrences(of: ["no such text anywhere"]) ?? [0] == [0])
  }

  private static func leases(_ database: any Database) async throws {
    let start = Moment(milliseconds: 1000)
    let (end, later) = (start.adding(seconds: 60), start.adding(seconds: 61))
    #expect(try await database.lease("a", to: "one", until: end, now: start))
    #expect(try await !database.lease("a", to: "other", until: end, now: start))
    #expect(try await database.lease("b", to: "other", until: end, now: start))
    #expect(try await database.lease("a", to: "one", until: later, now: start))
    #expect(try await !database.lease("a", to: "other", until: later, now: end))
    #expect(try await database.lease("a", to: "other", until: later, now: later))
    try await database.release("a", of: "one")
    #expect(try await !database.lease("a", to: "one", until: later, now: start))
    try await database.release("a", of: "other")
    #expect(try await database.lease("a", to: "one", until: later, now: start))
    let had = try await withThrowingTaskGroup { group in
      for holder in 0..<8 {
        group.addTask { try await database.lease("c", to: "\(holder)", until: end, now: start) }
      }
      return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(had == 1)
  }

  private static func reservesVersions(_ database: any Database) async throws {
    let versions = try await withThrowingTaskGroup { group in
      for _ in 0..<20 { group.addTask { try await database.reserveVersion(of: "popularity").version } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(versions.sorted() == Array(1...20))
    #expect(try await database.reserveVersion(of: "other") == ModelVersion(model: "other", version: 1))
    await #expect(throws: StorageError.self) { try await database.reserveVersion(of: "") }
  }

  private static func registers(_ database: any Database) async throws {
    let version = try await database.reserveVersion(of: "ranking.shows")
    let record = ModelRecord(
      version: version, key: ObjectKeys.artifact(of: version), sha256: sha256Hex([1]), fingerprint: "f",
      created: Moment(milliseconds: 123), figures: [Figure("ndcg@10", 0.1), Figure("rows", 1e300)], run: .max)
    try await database.register(record)
    #expect(try await database.model(version) == record)
    await #expect(throws: StorageError.alreadyRegistered(version)) { try await database.register(record) }
    var unreserved = record
    unreserved.version.version = 2
    await #expect(throws: StorageError.unknownModel(unreserved.version)) { try await database.register(unreserved) }
    #expect(try await database.model(unreserved.version) == nil)
    #expect(try await database.models(named: nil) == [record])
    #expect(try await database.models(named: "nobody") == [])
  }

  private static func promotes(_ database: any Database) async throws {
    let moment = Moment(milliseconds: 5)
    let versions = try await register(3, of: "factorization", in: database)
    _ = try await register(1, of: "popularity", in: database)
    #expect(try await database.liveModels() == [])
    await #expect(throws: StorageError.nothingToRollBackTo(model: "factorization")) {
      try await database.rollBack("factorization", at: moment, holdingUntil: nil)
    }
    for version in versions { try await database.makeLive(version, at: moment) }
    try await database.makeLive(versions[2], at: moment)
    try await database.makeLive(ModelVersion(model: "popularity", version: 1), at: moment)
    #expect(try await database.liveModels().map(\.version.description) == ["factorization@3", "popularity@1"])
    #expect(try await database.models(named: "factorization").map(\.isLive) == [true, false, false])
    #expect(try await database.rollBack("factorization", at: moment, holdingUntil: nil).version == versions[1])
    #expect(try await database.rollBack("factorization", at: moment, holdingUntil: nil).version == versions[0])
    await #expect(throws: StorageError.nothingToRollBackTo(model: "factorization")) {
      try await database.rollBack("factorization", at: moment, holdingUntil: nil)
    }
    #expect(try await database.models(named: "factorization").map(\.isWithdrawn) == [true, true, false])
    #expect(try await database.releaseHold(of: "factorization"))
    try await database.makeLive(versions[2], at: moment)
    #expect(try await database.models(named: "factorization").map(\.isWithdrawn) == [false, true, false])
    #expect(
      try await database.rollBack("factorization", at: moment, holdingUntil: nil).version == versions[0])
    let unknown = ModelVersion(model: "factorization", version: 9)
    await #expect(throws: StorageError.unknownModel(unknown)) { try await database.makeLive(unknown, at: moment) }
  }

  private static func keepsHolds(_ database: any Database) async throws {
    let (model, moment) = ("popularity", Moment(milliseconds: 5))
    let later = Moment(milliseconds: 100)
    let versions = try await register(3, of: model, in: database)
    for version in versions.prefix(2) { try await database.makeLive(version, at: moment) }
    _ = try await database.rollBack(model, at: moment, holdingUntil: later)
    let held = ModelHold(model: model, since: moment, end: later, reason: "rolled back")
    #expect(try await database.holds(at: moment) == [held])
    #expect(try await database.holds(at: later) == [])
    let refused = StorageError.modelHeld(model: model, until: later, reason: "rolled back")
    for version in versions.dropFirst() {
      await #expect(throws: refused) { try await database.makeLive(version, at: moment) }
    }
    try await database.makeLive(versions[0], at: moment)
    try await database.makeLive(versions[2], at: later)
    #expect(try await database.liveModels().map(\.version) == [versions[2]])
    let own = ModelHold(model: model, since: later, reason: "a person looks")
    let changes = try await database.registryChanges()
    try await database.hold(own)
    #expect(try await database.holds(at: Moment(milliseconds: .max)) == [own])
    await #expect(throws: StorageError.modelHeld(model: model, until: nil, reason: "a person looks")) {
      try await database.makeLive(versions[1], at: later)
    }
    #expect(try await database.releaseHold(of: model))
    #expect(try await database.releaseHold(of: model) == false)
    #expect(try await database.registryChanges() == changes + 2)
    try await database.makeLive(versions[1], at: later)
  }

  private static func countsChanges(_ database: any Database) async throws {
    let moment = Moment(milliseconds: 5)
    #expect(try await database.registryChanges() == 0)
    let versions = try await register(2, of: "popularity", in: database)
    #expect(try await database.registryChanges() == 2)
    try await database.makeLive(versions[0], at: moment)
    try await database.makeLive(versions[0], at: moment)
    try await database.makeLive(versions[1], at: moment)
    #expect(try await database.registryChanges() == 4)
    _ = try await database.rollBack("popularity", at: moment, holdingUntil: nil)
    #expect(try await database.registryChanges() == 5)
    _ = try await database.replaceCatalog([])
    _ = try? await database.rollBack("popularity", at: moment, holdingUntil: nil)
    #expect(try await database.registryChanges() == 5)
  }

  private static func keepsRuns(_ database: any Database) async throws {
    let run = try await database.startRun(of: ["popularity", "ranking.shows"], at: Moment(milliseconds: 1))
    let long = String(repeating: "å", count: StorageLimits.messageBytesMax)
    let steps = [
      RunStep(stage: .extract, state: .started, moment: Moment(milliseconds: 2)),
      RunStep(
        model: "popularity", stage: .gate, state: .refused, message: "no", figures: [Figure("area", 0.5)],
        moment: Moment(milliseconds: 3)),
      RunStep(stage: .done, state: .passed, message: long, moment: Moment(milliseconds: 4)),
    ]
    for step in steps { try await database.append(step, to: run) }
    try await database.finishRun(run, as: .done, at: Moment(milliseconds: 5))
    let kept = try #require(try await database.run(run))
    #expect(kept.models == ["popularity", "ranking.shows"])
    #expect(kept.steps.prefix(2) == steps.prefix(2))
    #expect(kept.steps[2].message.utf8.count == StorageLimits.messageBytesMax)
    #expect((kept.state, kept.started, kept.ended) == (.done, Moment(milliseconds: 1), Moment(milliseconds: 5)))
    await #expect(throws: StorageError.runNotGoing(run: run)) { try await database.append(steps[0], to: run) }
    await #expect(throws: StorageError.runNotGoing(run: .max)) {
      try await database.finishRun(.max, as: .done, at: Moment(milliseconds: 5))
    }
    let next = try await database.startRun(of: [], at: Moment(milliseconds: 6))
    #expect(try await database.runs(runsMax: 1).map(\.run) == [next])
    #expect(try await database.runs(runsMax: 10).map(\.run) == [next, run])
    #expect(try await database.run(.max) == nil)
  }

  private static func failsUnfinished(_ database: any Database) async throws {
    let done = try await database.startRun(of: [], at: Moment(milliseconds: 1))
    try await database.finishRun(done, as: .done, at: Moment(milliseconds: 2))
    let left = try await database.startRun(of: [], at: Moment(milliseconds: 3))
    #expect(try await database.failUnfinishedRuns(at: Moment(milliseconds: 4)) == 1)
    #expect(try await database.failUnfinishedRuns(at: Moment(milliseconds: 5)) == 0)
    #expect(try await database.run(left)?.state == .failed)
    #expect(try await database.run(left)?.ended == Moment(milliseconds: 4))
    #expect(try await database.run(done)?.state == .done)
  }

  private static func keepsDatasets(_ database: any Database) async throws {
    #expect(try await database.lastGoodDataset(named: "ranking.shows") == nil)
    try await database.acceptDataset(named: "ranking.shows", key: "datasets/a", at: Moment(milliseconds: 1))
    try await database.acceptDataset(named: "ranking.shows", key: "datasets/b", at: Moment(milliseconds: 2))
    #expect(try await database.lastGoodDataset(named: "ranking.shows") == "datasets/b")
    #expect(try await database.statistics(of: "datasets/a") == nil)
    try await database.saveStatistics([1, 2], of: "datasets/a")
    try await database.saveStatistics([0, 255], of: "datasets/a")
    #expect(try await database.statistics(of: "datasets/a") == [0, 255])
    let large = [UInt8](repeating: 0, count: StorageLimits.statisticsBytesMax + 1)
    await #expect(throws: StorageError.self) { try await database.saveStatistics(large, of: "datasets/a") }
  }

  private static func keepsAlerts(_ database: any Database) async throws {
    let alerts = (1...3).map { number in
      AlertRecord(
        moment: Moment(milliseconds: Int64(number)), name: "ranking.shows", key: "datasets/a", rule: "drift",
        feature: "feature\(number)", message: "moved", measured: 0.1, limit: 0.05,
        before: [DistributionBin(label: "missing", share: 0.1)], now: [DistributionBin(label: "missing", share: 0.2)])
    }
    #expect(try await database.append(alerts) == [1, 2, 3])
    let newest = try await database.alerts(alertsMax: 2)
    #expect(newest.map(\.alert) == [3, 2])
    var expected = alerts[2]
    expected.alert = 3
    #expect(newest.first == expected)
  }

  private static func refusesNotFinite(_ database: any Database) async throws {
    let bad = [Figure("loss", .nan)]
    let version = try await database.reserveVersion(of: "m")
    let record = ModelRecord(
      version: version, key: "k", sha256: "", fingerprint: "", created: Moment(milliseconds: 0), figures: bad)
    await #expect(throws: StorageError.notFinite(what: "the figure \"loss\"")) { try await database.register(record) }
    let run = try await database.startRun(of: [], at: Moment(milliseconds: 0))
    let step = RunStep(stage: .fit, state: .passed, figures: bad, moment: Moment(milliseconds: 0))
    await #expect(throws: StorageError.self) { try await database.append(step, to: run) }
    let good = AlertRecord(
      moment: Moment(milliseconds: 0), name: "", key: "", rule: "", feature: "f", message: "", measured: 0, limit: 0)
    var worse = good
    worse.measured = .infinity
    await #expect(throws: StorageError.self) { _ = try await database.append([good, worse]) }
    #expect(try await database.alerts(alertsMax: 10) == [])
  }

  private static func register(
    _ count: Int, of model: String, in database: any Database
  ) async throws -> [ModelVersion] {
    var versions: [ModelVersion] = []
    for _ in 0..<count {
      let version = try await database.reserveVersion(of: model)
      try await database.register(
        ModelRecord(version: version, key: "k", sha256: "", fingerprint: "", created: Moment(milliseconds: 0)))
      versions.append(version)
    }
    return versions
  }
}
