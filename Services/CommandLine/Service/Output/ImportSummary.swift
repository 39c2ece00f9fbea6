import Features
import Intake
import Wording

/// What an import of events came to, for people.
struct ImportSummary {
  let report: ImportReport
  let elapsed: Duration
  /// The largest share of lines that might have been kept aside.
  var shareMax = 1.0

  /// What of the source was not read.
  var unread: [ImportListing.UnreadFile] = []

  /// How many of what was not read are named.
  private static let namesMax = 20

  /// How far it is, in a line.
  var progress: String {
    "\(Decimals.grouped(report.lines)) lines, \(rate) a second, \(Decimals.grouped(report.accepted)) taken, "
      + "\(Decimals.grouped(report.keptAside.count)) kept aside"
  }

  /// All of it.
  var text: String {
    var rows = [("lines", read), ("taken", taken)]
    if report.duplicates > 0 { rows.append(("taken before", Decimals.grouped(report.duplicates))) }
    if report.forgotten > 0 {
      rows.append(("forgotten", "\(Decimals.grouped(report.forgotten)), of listeners who were forgotten: not taken"))
    }
    if !report.keptAside.isEmpty { rows.append(("kept aside", keptAside)) }
    if report.filesKnown > 0 {
      rows.append(("files known", "\(Decimals.grouped(report.filesKnown)), imported before: --anew reads them again"))
    }
    if !unread.isEmpty { rows.append(("not read", notRead)) }
    if report.streams > 0 {
      rows.append(("pipes", "\(Decimals.grouped(report.streams)): an import of one cannot be resumed, begin it anew"))
    }
    return rows.map { "  \($0.padded(to: 14))\($1)" }.joined(separator: "\n")
  }

  private var read: String {
    let files = "\(Decimals.grouped(report.files)) \(report.files == 1 ? "file" : "files")"
    return "\(Decimals.grouped(report.lines)) of \(files), \(Self.size(report.bytes)), \(rate) a second"
  }

  private var taken: String {
    guard report.accepted > 0, let moments = report.moments else { return Decimals.grouped(report.accepted) }
    let objects = "\(Decimals.grouped(report.objects)) \(report.objects == 1 ? "object" : "objects")"
    return "\(Decimals.grouped(report.accepted)), of \(MomentText.of(moments.lowerBound)) to "
      + "\(MomentText.of(moments.upperBound)) UTC, into \(objects) of \(Self.size(report.objectBytes))"
  }

  private var notRead: String {
    var lines = ["\(Decimals.grouped(unread.count)) of what the source has:"]
    // What somebody may have meant comes first.
    let sorted = unread.filter { !$0.isExpected } + unread.filter(\.isExpected)
    lines += sorted.prefix(Self.namesMax).map { "\($0.name.shown(upTo: 200)): \($0.reason)" }
    if unread.count > Self.namesMax { lines.append("and \(Decimals.grouped(unread.count - Self.namesMax)) more") }
    return lines.joined(separator: "\n                  ")
  }

  private var keptAside: String {
    let count =
      "\(Decimals.grouped(report.keptAside.count)), \(Decimals.text(100 * report.keptAsideShare, digits: 2)) %"
    let limit = "up to \(Decimals.text(100 * shareMax, digits: 2)) % may be; `bandstand validate quarantine` lists them"
    return ([count + " of the lines, " + limit] + report.keptAside.summary).joined(separator: "\n                  ")
  }

  private var rate: String {
    let seconds = max(elapsed / .seconds(1), 0.001)
    return Decimals.grouped(Int(Double(report.lines) / seconds))
  }

  private static func size(_ bytes: Int) -> String {
    switch bytes {
    case ..<10_000: "\(Decimals.grouped(bytes)) bytes"
    case ..<10_000_000: "\(Decimals.grouped(bytes / 1000)) kB"
    default: "\(Decimals.grouped(bytes / 1_000_000)) MB"
    }
  }
}
