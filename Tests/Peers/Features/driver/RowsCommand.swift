import ArgumentParser
import Features
import Glibc

/// `features-bench rows`: rows a second, one thread.
struct RowsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rows", abstract: "Computes the page again and again; prints the CPU seconds of each round as JSON.")

  @Option(help: "Candidates on the page.")
  var rows = 1_200

  @Option(help: "Pages a round.")
  var pages = 1_000

  @Option(help: "Rounds.")
  var rounds = 5

  func run() {
    let page = BenchPage(rowCount: rows)
    let set = FeatureSet.standard
    let items = set.table(of: page.rows.map(\.item))
    var rates: [String] = []
    var sum: Float = 0
    for _ in 0..<rounds {
      let start = Self.processorSeconds
      for _ in 0..<pages {
        let matrix = set.compute(profile: page.profile, rows: page.rows, at: page.moment, items: items)
        sum += matrix.values.last ?? 0
      }
      rates.append("\(Double(rows * pages) / (Self.processorSeconds - start))")
    }
    print(
      """
      {"features":\(set.definitions.count),"rows":\(rows),"profile_bytes":\(page.profile.encoded().count),\
      "rows_per_second":[\(rates.joined(separator: ","))],"checksum":\(sum)}
      """)
  }

  /// What this process has computed for, so that a busy machine does not count.
  private static var processorSeconds: Double {
    var time = timespec()
    guard unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time) == 0 else { return .nan }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
