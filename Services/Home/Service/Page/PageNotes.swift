import Domain
import Logging
import Messages
import RPC

/// What a page had to do without: told to the caller, never hidden. Why stands in the log: callers are told no addresses and no
/// errors of stores.
struct PageNotes: Sendable {
  private(set) var degradations: [Wire.Degradation] = []

  /// Notes what was missed and what is shown instead.
  ///
  /// - Parameter reason: A sentence for the caller.
  mutating func note(
    service: String, shelf: String = "", _ code: DegradationCode, reason: String, fallback: String
  ) {
    degradations.append(
      Wire.Degradation(service: service, shelf: shelf, reason: reason, fallback: fallback, code: code.rawValue))
  }

  /// Notes a service that gave no answer that can be used, and logs why.
  mutating func note(service: String, _ error: any Error, fallback: String, logger: Logger) {
    logger.warning("page without \(service)", metadata: ["error": "\(error)"])
    let (code, reason) = Self.told(of: error, service)
    note(service: service, code, reason: reason, fallback: fallback)
  }

  /// Passes on what another service noted.
  mutating func add(_ others: [Wire.Degradation]) {
    degradations += others
  }

  private static func told(of error: any Error, _ service: String) -> (DegradationCode, String) {
    guard let status = error as? RPCStatus else { return (.unreadable, "the answer of \(service) cannot be read") }
    return switch status.code {
    case .unavailable: (.unreachable, "\(service) cannot be reached")
    case .deadlineExceeded, .cancelled: (.timeout, "\(service) did not answer in time")
    case .resourceExhausted: (.overloaded, "\(service) has too much to do")
    default: (.refused, "\(service) refused the request (\(status.code))")
    }
  }
}
