/// An error that says how a call ends that fails by it.
///
/// The caller gets the status, which says nothing of what is inside the service; the error itself goes to the service's log,
/// with the call's trace, when the fault is the service's.
public protocol RPCFailure: Error {
  /// What the caller is told.
  var status: RPCStatus { get }
}

extension RPCStatus {
  /// Whether the fault is the service's own, so that its log must say more.
  var isOfService: Bool {
    switch code {
    case .unavailable, .internalError, .dataLoss, .unknown: true
    default: false
    }
  }
}
