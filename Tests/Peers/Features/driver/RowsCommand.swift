import ArgumentParser
import Features

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
      let start = ProcessorTime.seconds
      for _ in 0..<pages {
        let matrix = set.compute(profile: page.profile, rows: page.rows, at: page.moment, items: items)
        sum += matrix.values.last ?? 0
      }
      rates.append("\(Double(rows * pages) / (ProcessorTime.seconds - start))")
    }
    print(
      """
      {"features":\(set.definitions.count),"rows":\(rows),"profile_bytes":\(page.profile.encoded().count),\
      "rows_per_second":[\(rates.joined(separator: ","))],"checksum":\(sum)}
      """)
  }
}
