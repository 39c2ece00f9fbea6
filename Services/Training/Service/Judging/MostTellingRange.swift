import Glibc

/// The value or the range of values of a feature that tells clicked cards from others best.
///
/// Ranges are missing, every single value with a share of its own, and twentieths of what lies between. A label that was
/// written into a part of the rows stands out here, where an average over all rows would hide it.
struct MostTellingRange {
  /// How many times more common the range is on one side than on the other.
  private(set) var likelihoodRatio = 1.0
  /// The range, for people.
  private(set) var range = ""

  /// How many ranges the values without a share of their own are cut into.
  private static let rangeCount = 20

  private struct Part {
    var clicked = 0.0
    var other = 0.0
    var lower: Float
    var upper: Float
  }

  /// Looks at every range: one value, label and weight a row. Clicked rows weigh as much as the others in all.
  init(values: [Float?], labels: [Bool], weights: [Double]) {
    let all = zip(labels, weights).reduce(0) { $0 + ($1.0 ? $1.1 : 0) }
    guard all > 0 else { return }
    var missing = Part(lower: 0, upper: 0)
    for row in values.indices where values[row] == nil { Self.add(row, labels, weights, to: &missing) }
    take(missing, of: all, name: "missing")
    let present = values.indices.filter { values[$0] != nil }.sorted { (values[$0] ?? 0) < (values[$1] ?? 0) }
    var open: Part?
    var start = 0
    while start < present.count {
      let value = values[present[start]] ?? 0
      var part = Part(lower: value, upper: value)
      while start < present.count, values[present[start]] == value {
        Self.add(present[start], labels, weights, to: &part)
        start += 1
      }
      if max(part.clicked, part.other) >= SeparationCounter.shareMin * all {
        take(part, of: all, name: "\(value)")
        continue
      }
      open = Self.joined(open, part)
      if let whole = open, whole.clicked + whole.other >= 2 * all / Double(Self.rangeCount) {
        take(whole, of: all, name: "\(whole.lower) to \(whole.upper)")
        open = nil
      }
    }
    if let open { take(open, of: all, name: "\(open.lower) to \(open.upper)") }
  }

  private static func joined(_ left: Part?, _ right: Part) -> Part {
    guard let left else { return right }
    return Part(
      clicked: left.clicked + right.clicked, other: left.other + right.other, lower: left.lower, upper: right.upper)
  }

  private static func add(_ row: Int, _ labels: [Bool], _ weights: [Double], to part: inout Part) {
    if labels[row] { part.clicked += weights[row] } else { part.other += weights[row] }
  }

  /// Keeps the range when it tells more than those before. Five clicks on either side make up for chance.
  private mutating func take(_ part: Part, of all: Double, name: String) {
    guard max(part.clicked, part.other) >= SeparationCounter.shareMin * all else { return }
    let (clicked, other) = (part.clicked + 5, part.other + 5)
    let ratio = max(clicked / other, other / clicked)
    if ratio > likelihoodRatio { (likelihoodRatio, range) = (ratio, name) }
  }
}
