import NIOCore

extension ClientCall {
  /// How the call is made again when it fails; nil when it is not.
  var retryPolicy: RetryPolicy? { options.retries ?? (options.isIdempotent ? channel.options.retries : nil) }

  /// What is said when the deadline passes: how far the call had come.
  var deadlineStatus: RPCStatus {
    let attempt = previousAttempts == 0 ? "" : ", attempt \(previousAttempts + 1)"
    if let subchannel {
      return RPCStatus(.deadlineExceeded, "the deadline passed before \(subchannel.address) had answered\(attempt)")
    }
    let reason = channel.lastFailure.map { "; last: \($0.message)" } ?? ""
    let target = channel.target
    return RPCStatus(.deadlineExceeded, "the deadline passed before a server of \(target) was ready\(attempt)\(reason)")
  }

  /// Keeps a request for when the call gets a stream, or is made again.
  func keep(_ frame: [UInt8]) {
    pending.append(frame)
    pendingBytes += frame.count
  }

  /// The call cannot be made again: what was kept for that is let go.
  func commit() {
    isCommitted = true
    pending = []
    pendingBytes = 0
  }

  /// The stream closed without a status.
  func closed(_ code: HTTP2ErrorCode) {
    guard !isEnded else { return }
    phase = .waiting  // A stream that is closed must not be reset any more.
    let isBegun = meter != nil  // The watch of one server's health is no call that another could answer.
    let refusalsMaximum = channel.options.limits.transparentRetriesMaximum
    guard code == .refusedStream, isBegun, !isCommitted, refusals < refusalsMaximum else {
      return failed(RPCStatus(closedBy: code), .none)
    }
    refusals += 1
    meter?.endAttempt(.unavailable, receivedBytes: 0)
    leave(nil, resetting: nil)
    channel.place(self)
  }

  /// The connection is gone.
  func lost(_ status: RPCStatus) {
    guard !isEnded else { return }
    phase = .waiting
    failed(status, .none)
  }

  /// An attempt failed, which its server did not say itself: another one follows, or the call has ended.
  func failed(_ status: RPCStatus, _ pushback: RetryPushback) {
    if isRepeated(after: status, pushback) { return }
    guard previousAttempts > 0 else { return end(status) }
    end(RPCStatus(status.code, "\(status.message) (attempt \(previousAttempts + 1))"))
  }

  /// Finds another server: the call was given to one that has no connection any more.
  func placeAgain() {
    leave(nil, resetting: nil)
    channel.place(self)
  }

  /// Makes the call again after an attempt that failed with `status`, when that may help and does no harm.
  func isRepeated(after status: RPCStatus, _ pushback: RetryPushback) -> Bool {
    guard !isCommitted, let policy = retryPolicy, policy.codes.contains(status.code) else { return false }
    channel.budget.recordFailure()
    let attemptsMaximum = min(policy.attemptsMaximum, RetryPolicy.attemptsCeiling)
    guard previousAttempts + 1 < attemptsMaximum, channel.budget.allowsRetry else { return false }
    let delay: Duration
    switch pushback {
    case .stop: return false
    case .wait(let duration): delay = duration
    case .none: delay = policy.backoff.delay(afterFailures: previousAttempts + 1, using: &channel.generator)
    }
    if let deadline, deadline - .now <= delay { return false }
    meter?.endAttempt(status.code, receivedBytes: 0)
    leave(status.code, resetting: isRequestEnded ? nil : .noError)
    previousAttempts += 1
    channel.retry(self, after: delay)
    return true
  }

  /// Lets go of the stream, if there is one, and of the server, which is told how the attempt ended there.
  func leave(_ code: RPCStatus.Code?, resetting reset: HTTP2ErrorCode?) {
    if case .open(let connection, let stream) = phase {
      phase = .waiting
      if let reset {
        connection.http2.session.reset(stream, reset)
        connection.http2.scheduleFlush()
      }
      connection.forget(stream)
    }
    guard let subchannel else { return }
    self.subchannel = nil
    lastSubchannel = subchannel
    subchannel.ended(code)
  }
}
