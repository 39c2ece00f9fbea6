import Logging
import Messages
import RPC

/// The validation service, as pages ask it.
struct ValidationSource: Sendable {
  private let target: RPCTarget
  private let client: Wire.ValidationClient
  private let logger: Logger
  private static let options = CallOptions(timeout: .seconds(10))

  init(_ target: RPCTarget, _ client: Wire.ValidationClient, logger: Logger) {
    self.target = target
    self.logger = logger
    self.client = client
  }

  /// What was kept aside.
  ///
  /// - Throws: ``PageFailure`` for a wish that it refuses, and when it does not answer.
  func quarantine(_ request: Wire.ListQuarantineRequest) async throws(PageFailure) -> Wire.ListQuarantineResponse {
    do { return try await client.listQuarantine(request, options: Self.options) } catch { throw failure(error) }
  }

  /// The newest alerts.
  ///
  /// - Throws: ``PageFailure`` when it does not answer.
  func alerts(_ request: Wire.ListAlertsRequest) async throws(PageFailure) -> Wire.ListAlertsResponse {
    do { return try await client.listAlerts(request, options: Self.options) } catch { throw failure(error) }
  }

  private func failure(_ error: any Error) -> PageFailure {
    let status = error as? RPCStatus
    if let status, status.code == .invalidArgument { return .refused(status.message) }
    logger.warning("validation does not answer", metadata: ["target": "\(target)", "error": "\(error)"])
    let code = status.map { " (\($0.code))" } ?? ""
    return .unanswered(
      "The validation service does not answer\(code). Start it, or tell the console where it is with peers.validation; the "
        + "console's log says more.")
  }
}
