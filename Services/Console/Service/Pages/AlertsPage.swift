import Features
import Messages
import Wording

/// The newest alerts of validation.
struct AlertsPage: Sendable {
  /// One alert.
  struct Alert: Sendable {
    let moment: String
    let dataset: String
    let rule: String
    let feature: String
    let message: String
  }

  /// How many are shown.
  static let alertsMax = 100

  let title = "Alerts"
  let isEmpty: Bool
  let alerts: [Alert]

  init(_ validation: ValidationSource) async throws(PageFailure) {
    let response = try await validation.alerts(Wire.ListAlertsRequest(alertsMax: UInt32(Self.alertsMax)))
    isEmpty = response.alerts.isEmpty
    alerts = response.alerts.map { Alert($0) }
  }
}

extension AlertsPage.Alert {
  init(_ alert: Wire.Alert) {
    self.init(
      moment: MomentText.of(Moment(milliseconds: alert.momentMilliseconds)), dataset: alert.name,
      rule: alert.violation?.rule ?? "", feature: alert.violation?.feature ?? "",
      message: alert.violation?.message ?? "")
  }
}
