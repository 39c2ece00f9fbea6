import Features
import Messages
import Wording

/// What needs a person's eye.
struct OverviewPage: Sendable {
  private static let days: UInt32 = 7

  let title = "Overview"
  let days = Self.days
  let quarantined: String
  let alerts: String
  let hasQuarantined: Bool
  let hasAlerts: Bool
  let worst: [QuarantinePage.Reason]
  let newest: [AlertsPage.Alert]

  init(_ validation: ValidationSource) async throws(PageFailure) {
    let kept = try await validation.quarantine(Wire.ListQuarantineRequest(days: Self.days, linesMax: 1))
    let raised = try await validation.alerts(Wire.ListAlertsRequest())
    let count = kept.reasons.reduce(0) { $0 + $1.count }
    quarantined = Decimals.grouped(count)
    hasQuarantined = count > 0
    alerts = raised.alerts.count >= AlertsPage.alertsMax ? "\(AlertsPage.alertsMax) or more" : "\(raised.alerts.count)"
    hasAlerts = !raised.alerts.isEmpty
    worst = QuarantinePage.Reason.list(kept.reasons, days: Self.days).prefix(5).map { $0 }
    newest = raised.alerts.prefix(5).map { AlertsPage.Alert($0) }
  }
}
