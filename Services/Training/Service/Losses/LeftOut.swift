import Datasets

/// What a run could not use of what it was given to learn from, by reason.
struct LeftOut: Hashable, Sendable {
  /// One reason and how much it took away.
  struct Entry: Hashable, Sendable {
    /// The reason for people, such as "with a profile that cannot be read".
    var reason: String
    /// How much.
    var count: Int
    /// What to do about it; empty where the reason says all.
    var remedy = ""
  }

  /// What is counted, such as "pages".
  let what: String
  /// How much was used.
  let used: Int
  /// The reasons, the one that took most first.
  let entries: [Entry]

  /// A tally of these reasons; those that took nothing are dropped.
  init(_ what: String, used: Int, _ entries: [Entry]) {
    self.what = what
    self.used = used
    self.entries = entries.filter { $0.count > 0 }.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
  }

  /// How much was left out.
  var count: Int { entries.reduce(0) { $0 + $1.count } }

  /// The share that was left out, 0 to 1; 0 of nothing.
  var share: Double { count == 0 ? 0 : Double(count) / Double(count + used) }

  /// All of it for people; empty when nothing was left out.
  var text: String {
    guard count > 0 else { return "" }
    let reasons = entries.map { "\($0.count) \($0.reason)" }.joined(separator: ", ")
    return "\(count) of \(count + used) \(what) (\(Rounded.percent(share))) left out: \(reasons)"
  }

  /// What to do, reason by reason.
  var remedies: String {
    entries.map(\.remedy).filter { !$0.isEmpty }.map { "; \($0)" }.joined()
  }
}

extension LeftOut {
  /// Pages that taught a shelf's model nothing, though they had shown the shelf and waited for clicks long enough.
  init(slates: Int, skipped: [SkipReason: Int]) {
    self.init(
      "pages", used: slates,
      skipped.filter { !Self.noLoss.contains($0.key) }.map { reason, count in
        Entry(reason: reason.description, count: count, remedy: Self.remedy(for: reason))
      })
  }

  /// Pages that have nothing to teach, or nothing yet.
  private static let noLoss: Set<SkipReason> = [.notShown, .openWindow]

  private static func remedy(for reason: SkipReason) -> String {
    switch reason {
    case .otherFingerprint:
      """
      pages served by another feature set are of another version of this program and cannot be learned from: after an \
      upgrade, set extract.pageDays to the days since then, and wait until these have pages enough
      """
    case .noVectors: "see why home made pages without the ranking service"
    case .duplicate: "see who wrote pages into the log twice"
    case .laterProfile: "see that clocks agree, and that pages are asked for as of their own moment"
    case .wrongVectorSize, .wrongPropensity, .unreadableProfile, .otherProfile:
      "see what wrote or changed the pages' log: `bandstand replay` shows the first pages that differ"
    case .notShown, .openWindow: ""
    }
  }
}
