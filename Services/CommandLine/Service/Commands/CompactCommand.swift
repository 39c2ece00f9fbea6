import ArgumentParser
import Domain
import Features
import Hosting
import Intake
import Storage
import Wording

/// `bandstand compact`
struct CompactCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact", abstract: "Merges the log's many small objects, hour by hour, into few larger ones.",
    discussion: """
      Home does so by itself for the last two days; this is for what is older, such as the hours of an import. It may run \
      beside everything else: nothing is lost or counted twice, wherever it ends, and it may be begun again. The hour that \
      is going on is left alone.
      """)

  @OptionGroup var database: DatabaseOptions
  @OptionGroup var objects: ObjectStoreOptions
  @OptionGroup var online: OnlineStoreOptions

  @Option(help: "From how many objects on an hour is merged.")
  var objectsMin = IntakeLimits.mergedObjectsMin

  func validate() throws {
    guard (2...1_000_000).contains(objectsMin) else { throw ValidationError("--objects-min must be from 2 to 1000000") }
  }

  func run() async throws {
    let compactor = LogCompactor(
      objects: try await objects.open(), online: try await StoreAddress(online.online).openOnlineStore(),
      leases: try await StoreAddress(database.database).openDatabase(), now: { .now })
    let line = ProgressLine("Merged")
    let report = try await compactor.compact(
      Moment(milliseconds: 0)..<Moment.now.adding(seconds: -3600), objectsMin: objectsMin
    ) { report, hour in
      line.update("\(Self.summary(report)), at \(hour)")
    }
    line.end(Self.summary(report))
  }

  private static func summary(_ report: LogCompactor.Report) -> String {
    "\(Decimals.grouped(report.removed)) objects into \(Decimals.grouped(report.written)), in "
      + "\(Decimals.grouped(report.hours)) hours"
  }
}
