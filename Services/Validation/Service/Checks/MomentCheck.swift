import Datasets
import Features

/// Demands slates of moments that they can be of: none later than the run, and some of lately.
struct MomentCheck: DatasetCheck {
  /// How old the newest slate may be at the run's moment, in days.
  let ageDaysMax: Int

  func violations(in subject: CheckSubject) -> [Violation] {
    guard let moment = subject.context.moment, let last = subject.dataset.moments.last else { return [] }
    let later = subject.dataset.slates.count { subject.dataset.moments[$0.lowerBound] > moment }
    if later > 0 {
      return [
        Violation(
          rule: .moment,
          message: """
            \(later) slates are later than the run, the last by \((last.milliseconds - moment.milliseconds) / 1000) s: see \
            whether the clocks of the services agree, and what else wrote pages
            """,
          measured: Double(later), limit: 0)
      ]
    }
    let days = Double(moment.milliseconds - last.milliseconds) / 86_400_000
    guard days > Double(ageDaysMax) else { return [] }
    return [
      Violation(
        rule: .moment,
        message: """
          the newest slate is \(Rounded.text(days)) days older than the run, and \(ageDaysMax) are the limit: see whether pages \
          are still logged, and whether their moments are right
          """,
        measured: days, limit: Double(ageDaysMax))
    ]
  }
}
