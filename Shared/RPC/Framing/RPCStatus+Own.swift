/// Statuses that this module gives in more than one place.
extension RPCStatus {
  static let deadlinePassed = RPCStatus(.deadlineExceeded, "the deadline passed before the call ended")
  static let requestStalled = RPCStatus(.deadlineExceeded, "the request did not arrive in the time a server gives it")
  static let replyCountWrong = RPCStatus(.unimplemented, "the server sent another number of replies than one")
}
