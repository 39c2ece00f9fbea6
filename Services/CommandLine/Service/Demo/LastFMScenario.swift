import Features
import Hosting
import Intake
import Messages
import Storage
import Synchronization
import Wording

/// The real Last.fm listening counts: stage 1 on real taste, and what it recommends to three real listeners.
final class LastFMScenario: Scenario {
  private let data: String
  private let folder: RunFolder
  private let read = Mutex<LastFMReader?>(nil)

  /// A scenario of the files in a folder.
  init(data: String, folder: RunFolder) {
    self.data = data
    self.folder = folder
  }

  var exampleListener: String { "lastfm-2" }
  var moment: Moment? { nil }

  func prepare() async throws {
    let line = ProgressLine("Read \(data)")
    let objects = try await StoreAddress("file:\(folder.path)/objects").openObjectStore()
    let reader = try await LastFMReader(
      folder: data, quarantine: ImportQuarantine(objects: objects, received: .now))
    let listeners = Set(reader.plays.map(\.listener)).count
    line.end(
      "\(Decimals.grouped(listeners)) listeners, \(Decimals.grouped(reader.artists.count)) artists, "
        + "\(Decimals.grouped(reader.plays.count)) counts")
    QuarantinePrinter.print(reader.quarantined)
    let database = try await StoreAddress("sqlite:\(folder.path)/bandstand.sqlite").openDatabase()
    _ = try await database.replaceCatalog(reader.artists)
    self.read.withLock { $0 = reader }
  }

  func run(_ peers: Peers) async throws {
    guard let reader = read.withLock({ $0 }) else { preconditionFailure("prepared before it is run") }
    let line = ProgressLine("Recorded the counts")
    let report = try await EventUpload(home: peers.home).send(LastFMEvents.events(of: reader))
    line.end(report.summary)

    print("\nTraining stage 1 (the files have no impressions, so no ranker can be trained on them):")
    let now = Moment.now
    try await train(["popularity", "factorization"], at: now, with: peers)
    try await ServedModels(peers: peers)
      .waitUntilServed(listener: exampleListener, momentMilliseconds: now.milliseconds)

    var missed: Set<String> = []
    for listener in Self.examples(of: reader) {
      let page = try await show(listener, peers)
      missed.formUnion(page.degradations.map { "\($0.shelf): \($0.reason); shown instead: \($0.fallback)" })
    }
    print("")
    for line in missed.sorted() { print("  ! \(line)") }
  }

  /// Three listeners of the files: with the most, the median and the fewest plays of those with ten artists or more.
  private static func examples(of reader: LastFMReader) -> [String] {
    var plays: [UInt32: (artists: Int, plays: UInt64)] = [:]
    for count in reader.plays {
      plays[count.listener, default: (0, 0)].artists += 1
      plays[count.listener, default: (0, 0)].plays += UInt64(count.plays)
    }
    let ordered = plays.filter { $0.value.artists >= 10 }
      .sorted { ($1.value.plays, $0.key) < ($0.value.plays, $1.key) }
      .map(\.key)
    guard let first = ordered.first, let last = ordered.last else { return [] }
    return [first, ordered[ordered.count / 2], last].map(LastFMEvents.listener)
  }

  /// Prints what a listener plays most, beside the artists recommended to them.
  private func show(_ listener: String, _ peers: Peers) async throws -> Wire.GetHomeResponse {
    let profile = try await peers.home.getProfile(Wire.GetProfileRequest(listener: listener))
    let page = try await peers.home.getHome(Wire.GetHomeRequest(listener: listener))
    let recommended = page.shelves.first { $0.shelf == "artists" }?.cards ?? []
    var table = TextTable(["plays most", "plays", "is recommended", "because"])
    for row in 0..<max(min(profile.mostHeard.count, 10), recommended.count) {
      let heard = row < profile.mostHeard.count ? profile.mostHeard[row] : nil
      let card = row < recommended.count ? recommended[row] : nil
      table.append([
        heard?.title ?? "", heard.map { Decimals.grouped($0.plays) } ?? "", card?.title ?? "", card?.reason ?? "",
      ])
    }
    print("\n\(listener):\n\(table.text)")
    return page
  }
}
