/// A server's refusal of a statement (PostgreSQL's documentation, appendix A: error codes).
struct PostgreSQLFailure {
  /// The SQLSTATE: five characters.
  let code: String
  /// The server's words.
  let reason: String

  /// The error for our callers, or ``ConnectionLost`` when the server is going away.
  func error(address: String, isCommitting: Bool) -> any Error {
    switch code {
    case "57P01", "57P02", "57P03": ConnectionLost(reason: reason, mayRepeat: !isCommitting)
    case "53100", "53200": StorageError.full(path: address)
    case "42501", "25006": StorageError.notPermitted(path: address, reason: reason)
    case "55P03", "40P01": StorageError.busy(path: address, waitedSeconds: StorageLimits.busySeconds)
    case "22021" where reason.hasSuffix(": 0x00"): StorageError.badText(what: "a text")
    case "22021", "22P05": StorageError.badEncoding(address: address, reason: reason)
    case "XX001", "XX002": StorageError.corrupt(path: address, reason: reason)
    default: StorageError.operationFailed(path: address, operation: "use", reason: "\(reason) (\(code))")
    }
  }
}
