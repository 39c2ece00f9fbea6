import ArgumentParser
import Features
import Intake
import Replay
import Storage

/// `bandstand replay`
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay", abstract: "Recomputes served vectors from the raw events, and demands the same bits.",
    discussion: """
      Folds the events of the log anew, up to each page, computes the vectors of its cards, and prints how many vectors and \
      features were compared and every difference. Scores are computed anew too; propensities and orders must be those \
      of the logged policy; every line must be as it was written. The factor affinity is taken as logged. Fails when anything differs, or \
      when there was nothing to compare.
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var objects: ObjectStoreOptions

  @Option(help: "How many pages to replay at most, the newest.")
  var pagesMax = ReplayLimits.pagesMaxDefault

  func validate() throws {
    guard (1...1_000_000).contains(pagesMax) else { throw ValidationError("--pages-max must be from 1 to 1000000") }
  }

  func run() async throws {
    let database = try await StoreAddress(database.database).openDatabase()
    let objects = try await objects.open()
    let popularity = PopularityVersions(registry: database, objects: objects)
    let ranking = RankingVersions(registry: database, objects: objects)
    let replay = Replay(
      log: EventLogReader(objects: objects, accounts: database), catalog: try await database.catalog(),
      popularity: { try await popularity.model($0) }, ranking: { try await ranking.model($0) })
    let end = Moment(milliseconds: IntakeLimits.momentMillisecondsMax)
    let report = try await replay.run(Moment(milliseconds: 0)..<end, pagesMax: pagesMax)
    print(ReplayPrinter(report: report).text)
    if !report.isClean { throw ExitCode.failure }
  }
}
