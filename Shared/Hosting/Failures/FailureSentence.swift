public import Logging
import RPC

/// What is told of an error that ended something else than a call, such as a step of a run.
public enum FailureSentence {
  /// A sentence without what is inside the service; what it leaves out goes to the log.
  ///
  /// - Parameter what: What failed, for the log.
  public static func of(_ error: any Error, in what: String, logger: Logger) -> String {
    switch error {
    case let failure as any RPCFailure:
      logger.error("\(what) failed", metadata: ["error": "\(error)"])
      return failure.status.message
    case let status as RPCStatus where status.isOfPeer:
      logger.error("\(what) failed", metadata: ["error": "\(error)"])
      return "another service did not answer (\(status.code)); the log says more"
    default:
      logger.error("\(what) failed", metadata: ["error": "\(error)"])
      return MessageText.cleaned("\(error)")
    }
  }
}

extension RPCStatus {
  /// Whether it may speak of a connection, with an address.
  fileprivate var isOfPeer: Bool {
    switch code {
    case .unavailable, .internalError, .unknown, .deadlineExceeded: true
    default: false
    }
  }
}
