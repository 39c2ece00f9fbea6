import Replay
import Wording

/// A replay's report as text.
struct ReplayPrinter {
  let report: ReplayReport

  /// What was compared, what was left out, and every difference that was kept.
  var text: String {
    var lines = [
      "\(Decimals.grouped(report.pageCount)) pages replayed: \(Decimals.grouped(report.vectorCount)) vectors and "
        + "\(Decimals.grouped(report.featureCount)) features compared, "
        + "\(Decimals.grouped(report.differenceCount)) differ"
    ]
    for (reason, count) in report.skipped.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("left out: \(Decimals.grouped(count)) \(reason)")
    }
    lines += report.differences.map(\.description)
    let more = report.differenceCount - report.differences.count
    if more > 0 { lines.append("and \(Decimals.grouped(more)) more") }
    if report.vectorCount == 0 { lines.append("nothing was compared: serve pages with a trained shelf first") }
    return lines.joined(separator: "\n")
  }
}
