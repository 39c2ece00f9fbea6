import Messages
import Wording

/// A broken rule as text; for drift with both distributions beside each other.
struct ViolationPrinter {
  let violation: Wire.Violation

  /// The violation's lines.
  var text: String {
    var lines = [
      "  \(violation.rule): \(message)",
      "    measured \(Decimals.text(violation.measured, digits: 4)), limit \(Decimals.text(violation.limit, digits: 4))",
    ]
    if let before = violation.before, let now = violation.now, before.bins.count == now.bins.count {
      var table = TextTable(["bin", "before", "now", ""])
      for (old, new) in zip(before.bins, now.bins) {
        table.append([
          old.label, Decimals.text(old.share, digits: 4), Decimals.text(new.share, digits: 4),
          Self.bar("▒", share: old.share) + "│" + Self.bar("█", share: new.share),
        ])
      }
      lines.append(table.text)
    }
    return lines.joined(separator: "\n")
  }

  /// The message, which begins with the feature's name.
  private var message: String {
    let isNamed = violation.message.hasPrefix(violation.feature)
    return isNamed ? violation.message : "\(violation.feature)  \(violation.message)"
  }

  /// A bar for a share of a whole. What is no share, from another build's message, has none.
  private static func bar(_ block: String, share: Double) -> String {
    guard (0...1).contains(share) else { return "" }
    return String(repeating: block, count: Int(share * 30))
  }
}
