import Messages

/// A broken rule as text; for drift with both distributions beside each other.
struct ViolationPrinter {
  let violation: Wire.Violation

  /// The violation's lines.
  var text: String {
    var lines = [
      "  \(violation.rule): \(violation.feature)  \(violation.message)",
      "    measured \(Decimals.text(violation.measured, digits: 4)), limit \(Decimals.text(violation.limit, digits: 4))",
    ]
    if let before = violation.before, let now = violation.now, before.bins.count == now.bins.count {
      var table = TextTable(["bin", "before", "now", ""])
      for (old, new) in zip(before.bins, now.bins) {
        table.append([
          old.label, Decimals.text(old.share, digits: 4), Decimals.text(new.share, digits: 4),
          String(repeating: "▒", count: Int(old.share * 30)) + "│" + String(repeating: "█", count: Int(new.share * 30)),
        ])
      }
      lines.append(table.text)
    }
    return lines.joined(separator: "\n")
  }
}
