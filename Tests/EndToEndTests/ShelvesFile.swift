import FoundationEssentials
import Support

/// The shelves of `compose/shelves.json` with gates of the test's own.
enum ShelvesFile {
  /// The file's text with other thresholds in every gate.
  ///
  /// A tiny world has too few impressions for the gates that stand there, and too few clicks to be sure of the rest.
  static func text(impressionsMin: Int, withinSlateAreaUnderCurveMin: Double) throws -> String {
    let data = try Data(contentsOf: URL(filePath: Program.path("compose/shelves.json")))
    return String(decoding: data, as: UTF8.self)
      .replacing(/"impressionsMin": \d+/, with: "\"impressionsMin\": \(impressionsMin)")
      .replacing(
        /"withinSlateAreaUnderCurveMin": [\d.]+/,
        with: "\"withinSlateAreaUnderCurveMin\": \(withinSlateAreaUnderCurveMin)"
      )
      .replacing(/"gainOverPopularityMin": [-\d.]+/, with: "\"gainOverPopularityMin\": -1")
  }
}
