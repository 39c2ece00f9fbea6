/// How long a page may still take: what the caller gave, shared by the stages that are left.
struct PageBudget: Sendable {
  /// When the caller stops waiting; nil when they did not say.
  let deadline: ContinuousClock.Instant?

  /// How long a stage may take: its own limit, or half of what is left when that is less, so that a stage that does not
  /// answer leaves time for the rest of the page.
  func timeout(atMost limit: Duration) -> Duration {
    guard let deadline else { return limit }
    return min(limit, max(.zero, (deadline - .now) / 2))
  }
}
