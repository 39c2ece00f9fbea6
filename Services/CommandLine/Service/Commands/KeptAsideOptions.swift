import ArgumentParser
import Intake

/// How much of what an import reads may be unusable.
struct KeptAsideOptions: ParsableArguments {
  @Option(help: "How many percent of the lines may be kept aside; more stop the import.")
  var keptAsideMax = 100 * IntakeLimits.keptAsideShareMaxDefault

  /// As a share, from 0 to 1.
  var shareMax: Double { keptAsideMax / 100 }
  /// The limit.
  var limit: QuarantineLimit { QuarantineLimit(share: shareMax) }

  func validate() throws {
    guard (0...100).contains(keptAsideMax) else {
      throw ValidationError("--kept-aside-max is \(keptAsideMax): give percent, from 0 to 100.")
    }
  }
}
