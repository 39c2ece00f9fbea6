import ArgumentParser
import Intake

/// Which of a server's tables is read, and how much of it may be unusable.
struct TableOptions: ParsableArguments {
  @Option(help: "The table's or view's name, where the source is a PostgreSQL server: \"accounts\", \"crm.accounts\".")
  var table: String?

  @Option(help: "How many percent of the lines may be kept aside; more stop the import.")
  var keptAsideMax = 100 * IntakeLimits.keptAsideShareMaxDefault

  /// The limit.
  var limit: QuarantineLimit { QuarantineLimit(share: keptAsideMax / 100) }

  func validate() throws {
    guard (0...100).contains(keptAsideMax) else {
      throw ValidationError("--kept-aside-max is \(keptAsideMax): give percent, from 0 to 100.")
    }
  }
}
