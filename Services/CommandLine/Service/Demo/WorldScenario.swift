import Domain
import Features
import Hosting
import Intake
import Masking
import Messages
import Simulation
import Storage
import Synchronization
import Translation
import Wording

/// A made world, end to end: history, first models, days of visits to the real services, training, pages.
final class WorldScenario: Scenario {
  private let world: World
  private let days: Int
  private let folder: RunFolder
  private let history = Mutex<WorldHistory?>(nil)

  /// A scenario of that world.
  init(options: WorldOptions, days: Int, folder: RunFolder) throws {
    world = try World(options: options)
    self.days = days
    self.folder = folder
  }

  var exampleListener: String { world.heavyListener.description }
  var moment: Moment? { world.options.end.adding(seconds: Int64(days) * 86_400) }

  /// The key of the world's pseudonyms, which the seed decides too: a real key is chance, but here nobody is real.
  private var maskingKey: MaskingKey {
    let digits = sha256Hex(Array("the masking key of made-up people, seed \(world.options.seed)".utf8))
    guard let key = MaskingKey(hexadecimal: digits) else { preconditionFailure("64 hexadecimal digits") }
    return key
  }

  func prepare() async throws {
    _ = try MaskingKeyFile(path: "\(folder.path)/masking.key").readOrMake(maskingKey)
    let line = ProgressLine("Made a world")
    let made = world.history { line.update("day \($0.day) of \($0.days)") }
    _ = try files.write(world, made)
    line.end(
      "\(Decimals.grouped(world.listeners.count)) listeners, \(Decimals.grouped(world.catalog.count)) items, "
        + "\(Decimals.grouped(made.events.count)) events and \(Decimals.grouped(made.pages.count)) pages over "
        + "\(world.options.weeks) \(world.options.weeks == 1 ? "week" : "weeks")")
    history.withLock { $0 = made }
    let catalog = try await CatalogFile.read(.csv(path: files.catalogPath), quarantine: try await quarantine())
    let database = try await StoreAddress("sqlite:\(folder.path)/bandstand.sqlite").openDatabase()
    _ = try await database.replaceCatalog(catalog.items)
  }

  /// Where what cannot be used of the world's files is kept aside.
  private func quarantine() async throws -> ImportQuarantine {
    let objects = try await StoreAddress("file:\(folder.path)/objects").openObjectStore()
    return ImportQuarantine(objects: objects, received: .now)
  }

  private var files: WorldFiles { WorldFiles(folder: "\(folder.path)/world") }

  func run(_ peers: Peers) async throws {
    let accounts = try await AccountReader(
      .csv(path: files.accountsPath), moment: world.options.end, quarantine: try await quarantine())
    try await AccountsUpload(home: peers.home).send(accounts)
    guard let history = history.withLock({ $0 }) else { preconditionFailure("prepared before it is run") }
    let line = ProgressLine("Recorded the history")
    let upload = EventUpload(home: peers.home)
    let events = try await upload.send(history.events.map { Wire.Event($0) })
    let pages = try await upload.send(history.pages.map { Wire.Event($0) })
    line.end("events: \(events.summary); pages: \(pages.summary)")

    print("\nTraining stage 1 on the history:")
    try await train(["popularity", "factorization"], at: world.options.end, with: peers)
    let probe = world.heavyListener.description
    try await ServedModels(peers: peers)
      .waitUntilServed(listener: probe, momentMilliseconds: world.options.end.milliseconds)

    var visitors = VisitorLoop(peers: peers, listeners: LiveListeners(world: world, after: history))
    try await visitors.serve(world.visits(days: days))

    let end = world.options.end.adding(seconds: Int64(days) * 86_400)
    print("\nTraining everything on what was served:")
    try await train([], at: end, with: peers)
    try await ServedModels(peers: peers).waitUntilServed(listener: probe, momentMilliseconds: end.milliseconds)

    let next = world.visits(days: days + 1).filter { $0.moment >= end }
    let comparison = try await RankingComparison(peers: peers, world: world).compare(next)
    print("\n\(comparison.text)")

    for (name, listener) in [
      ("A heavy listener", world.heavyListener), ("A light listener", world.lightListener),
      ("A brand-new listener", world.newListener),
    ] {
      let page = try await peers.home.getHome(
        Wire.GetHomeRequest(listener: listener.description, momentMilliseconds: end.milliseconds))
      print("\n\(name): \(listener) at \(MomentText.of(end)) UTC")
      print(PagePrinter(page: page).text)
    }
  }
}
