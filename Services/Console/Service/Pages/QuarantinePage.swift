import Features
import Messages
import Translation
import Wording

/// The lines and events that could not be used: how many for which reason, and the newest of them.
struct QuarantinePage: Sendable {
  /// A reason with its count.
  struct Reason: Sendable {
    let name: String
    let count: String
    let link: String
    /// The count and the greatest of all, for a bar.
    let value: UInt64
    let most: UInt64
    let place: String
    let message: String
  }

  /// One line.
  struct Line: Sendable {
    let moment: String
    let place: String
    let reason: String
    let field: String
    let message: String
    let excerpt: String
    let hasExcerpt: Bool
  }

  private static let daysAtFirst: UInt32 = 7
  private static let linesAtFirst: UInt32 = 100

  let title = "Quarantine"
  let days: UInt32
  let linesMax: UInt32
  let reason: String
  let total: String
  let isEmpty: Bool
  let reasons: [Reason]
  let lines: [Line]
  let hasUnreadable: Bool
  let unreadable: String

  init(_ validation: ValidationSource, _ query: PageQuery) async throws(PageFailure) {
    days = try query.number("days", none: Self.daysAtFirst)
    linesMax = try query.number("lines", none: Self.linesAtFirst)
    reason = query.text("reason")
    let response = try await validation.quarantine(
      Wire.ListQuarantineRequest(days: days, reason: reason, linesMax: linesMax))
    total = Decimals.grouped(response.reasons.reduce(0) { $0 + $1.count })
    isEmpty = response.reasons.isEmpty
    reasons = Reason.list(response.reasons, days: days)
    lines = response.lines.map { Line($0) }
    hasUnreadable = response.unreadable > 0
    unreadable = Decimals.grouped(response.unreadable)
  }
}

extension QuarantinePage.Reason {
  /// All of them, in their order.
  static func list(_ reasons: [Wire.QuarantinedReason], days: UInt32) -> [QuarantinePage.Reason] {
    let most = reasons.map(\.count).max() ?? 0
    return reasons.map { reason in
      QuarantinePage.Reason(
        name: reason.reason, count: Decimals.grouped(reason.count),
        link: "/quarantine?days=\(days)&reason=\(reason.reason)", value: reason.count, most: most, place: reason.place,
        message: reason.message)
    }
  }
}

extension QuarantinePage.Line {
  fileprivate init(_ line: Wire.QuarantinedLine) {
    self.init(
      moment: MomentText.of(Moment(milliseconds: line.receivedMilliseconds)), place: line.place, reason: line.reason,
      field: line.field, message: line.message, excerpt: line.excerpt, hasExcerpt: !line.excerpt.isEmpty)
  }
}
